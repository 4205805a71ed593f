"""Files as strangers send them: honest ones and hostile ones, built here byte by byte."""

import io
import struct
import zipfile
import zlib

import pikepdf
from django.core.files.uploadedfile import SimpleUploadedFile
from pikepdf import Array, Dictionary, Name, String
from PIL import Image

A4_POINTS = (595, 842)
MEGABYTE = 1024 * 1024


def upload(name, content):
    return SimpleUploadedFile(name, content)


# --- Photographs -----------------------------------------------------------------------------


def photo(colour="white", size=(400, 300), format="JPEG", mode="RGB", **options):
    buffer = io.BytesIO()
    Image.new(mode, size, colour).save(buffer, format, **options)
    return buffer.getvalue()


def arrow(top="red", bottom="blue", size=(300, 400), **options):
    """A photograph whose upper half is `top` and whose lower half is `bottom`: it shows how it is turned."""
    picture = Image.new("RGB", size, bottom)
    picture.paste(top, (0, 0, size[0], size[1] // 2))
    buffer = io.BytesIO()
    picture.save(buffer, "JPEG", **options)
    return buffer.getvalue()


def exif(orientation=1, **texts):
    tags = Image.Exif()
    tags[0x0112] = orientation
    tags[0x010E] = texts.get("description", "")
    tags.get_ifd(0x8825).update({1: "S", 2: (7.0, 47.0, 12.0), 3: "E", 4: (110.0, 22.0, 12.0)})
    return tags


def pixel_bomb(side):
    """A PNG of side × side pixels in a few kilobytes (1 bit each, all black)."""
    packer = zlib.compressobj(9)
    line = b"\0" + bytes((side + 7) // 8)
    data = b"".join(packer.compress(line) for _ in range(side)) + packer.flush()
    header = struct.pack("!IIBBBBB", side, side, 1, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack("!I", len(body)) + kind + body + struct.pack("!I", zlib.crc32(kind + body))
        for kind, body in ((b"IHDR", header), (b"IDAT", data), (b"IEND", b""))
    )


# --- PDFs ------------------------------------------------------------------------------------


def pdf(change=None, pages=1, **options):
    """A plain PDF of blank A4 pages, after `change(document)`."""
    with pikepdf.new() as document:
        for _ in range(pages):
            document.add_blank_page(page_size=A4_POINTS)
        if change:
            change(document)
        buffer = io.BytesIO()
        document.save(buffer, **options)
    return buffer.getvalue()


def opens_with(**action):
    def change(document):
        document.Root.OpenAction = Dictionary(**action)

    return pdf(change)


def annotated(**annotation):
    """A PDF with one annotation on its page, written as an object of its own in an object stream."""

    def change(document):
        mark = Dictionary({"/Type": Name.Annot, "/Rect": [0, 0, 9, 9], **annotation})
        document.pages[0].Annots = Array([document.make_indirect(mark)])

    return pdf(change, object_stream_mode=pikepdf.ObjectStreamMode.generate)


def with_javascript():
    return opens_with(S=Name.JavaScript, JS=String("app.alert(1)"))


def with_named_javascript():
    def change(document):
        script = Dictionary(S=Name.JavaScript, JS=String("app.alert(1)"))
        document.Root.Names = Dictionary(JavaScript=Dictionary(Names=Array([String("a"), script])))

    return pdf(change)


def with_launch():
    return annotated(**{"/Subtype": Name.Link, "/A": Dictionary(S=Name.Launch, F=String("cmd.exe"))})


def with_embedded_file():
    def change(document):
        document.attachments["tarif.xlsm"] = b"PK"

    return pdf(change)


def with_attachment_note():
    def change(document):
        stream = document.make_stream(b"MZ")
        spec = Dictionary(Type=Name.Filespec, F=String("a.exe"), EF=Dictionary(F=stream))
        mark = Dictionary(Type=Name.Annot, Subtype=Name.FileAttachment, Rect=[0, 0, 9, 9], FS=spec)
        document.pages[0].Annots = Array([mark])

    return pdf(change)


def with_xfa():
    def change(document):
        document.Root.AcroForm = Dictionary(Fields=Array([]), XFA=String("<xdp/>"))

    return pdf(change)


def with_page_trigger():
    def change(document):
        document.pages[0].AA = Dictionary(O=Dictionary(S=Name.URI, URI=String("https://evil.example/")))

    return pdf(change)


def encrypted(user):
    return pdf(encryption=pikepdf.Encryption(owner="pemilik", user=user))


def printed(lines=70):
    """A page full of small print."""
    text = "".join(
        f"({n} Dengan ini menyatakan bahwa dokumen nomor {n * n} adalah benar.) ' " for n in range(lines)
    )

    def change(document):
        font = Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica)
        document.pages[0].Resources = Dictionary(Font=Dictionary(F=font))
        content = f"BT /F 9 Tf 10 TL 40 790 Td {text} ET"
        document.pages[0].Contents = document.make_stream(content.encode())

    return pdf(change)


def with_page_content(packed, *filters):
    def change(document):
        stream = document.make_stream(b"")
        stream.write(packed, filter=Array(filters))
        document.pages[0].Contents = stream

    return pdf(change, compress_streams=False, stream_decode_level=pikepdf.StreamDecodeLevel.none)


def packed(size):
    """`size` blanks, which say nothing on a page, deflated to a thousandth: one block, written many times."""
    packer = zlib.compressobj(9)
    first, block = (packer.compress(b" " * MEGABYTE) + packer.flush(zlib.Z_FULL_FLUSH) for _ in range(2))
    return first + block * (size // MEGABYTE - 1)


def zip_archive():
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("mimetype", "application/zip")
    return buffer.getvalue()


def polyglot_within():
    """A PDF that is a ZIP as well although its last bytes are the PDF's own end."""
    archive = zip_archive()
    tail = b"\n%%EOF\n"
    # The end record of a ZIP says how long the comment after it is.
    return pdf() + archive[:-2] + struct.pack("<H", len(tail)) + tail
