"""A worker that dies of every file, as a parser with a fault in it would."""

import json
import os
import signal
import sys
import time

asked = json.load(sys.stdin)
match asked["task"]:
    case "killed":
        os.kill(os.getpid(), signal.SIGKILL)
    case "exit":
        sys.exit(137)
    case "hang":
        time.sleep(600)
    case "nonsense":
        print("<html>")
    case "made_up_finding":
        print('{"finding": {"fault": "root"}}')
    case "environment":
        print(json.dumps({"result": dict(os.environ)}))
    case "check_pdf":
        os.abort()
