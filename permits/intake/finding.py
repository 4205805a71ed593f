"""What the inspection can find wrong; plain Python, because the inspecting process has no Django."""

from enum import StrEnum


class Fault(StrEnum):
    LOCKED = "locked"
    ACTIVE = "active"
    TRAILING = "trailing"
    DAMAGED = "damaged"
    NO_PAGES = "no_pages"
    TOO_MANY_PAGES = "too_many_pages"
    TOO_MANY_PIXELS = "too_many_pixels"
    UNFOLDS_TOO_FAR = "unfolds_too_far"


class Active(StrEnum):
    """The kinds of content that would do something by itself on the reader's machine."""

    JAVASCRIPT = "javascript"
    AUTOMATIC_ACTION = "automatic_action"
    LAUNCH = "launch"
    EMBEDDED_FILE = "embedded_file"
    RICH_MEDIA = "rich_media"
    XFA_FORM = "xfa_form"
    SENDS_DATA = "sends_data"


class Finding(Exception):
    """A reason to refuse: the fault, a detail (kind of content, a number), which of several files."""

    def __init__(self, fault: Fault, detail: str | int = "", index: int = 0) -> None:
        super().__init__(fault, detail, index)
        self.fault = Fault(fault)
        self.detail = detail
        self.index = index
