"""A process that speaks clamd's protocol on a unix socket: `python -m … SOCKET [REPLY]`.

It collects the stream chunk by chunk as clamd does and knows one signature, EICAR; with REPLY it answers
that to everything, and with "silence" it hangs up.
"""

import socket
import struct
import sys

EICAR = rb"X5O!P%@AP[4\PZX54(P^)7CC)7}$EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*"


def read_exactly(connection, size):
    data = b""
    while len(data) < size:
        received = connection.recv(size - len(data))
        if not received:
            raise EOFError
        data += received
    return data


def scan(connection):
    assert read_exactly(connection, len(b"zINSTREAM\0")) == b"zINSTREAM\0"
    content = b""
    while size := struct.unpack("!I", read_exactly(connection, 4))[0]:
        content += read_exactly(connection, size)
    return b"stream: Eicar-Test-Signature FOUND" if EICAR in content else b"stream: OK"


def serve(address, reply=None):
    with socket.socket(socket.AF_UNIX) as server:
        server.bind(address)
        server.listen()
        print("ready", flush=True)
        while True:
            connection, _ = server.accept()
            with connection:
                verdict = scan(connection)
                if reply != "silence":
                    connection.sendall((reply.encode() if reply else verdict) + b"\0")


if __name__ == "__main__":
    serve(*sys.argv[1:])
