"""Takes an Open Badges 3.0 credential out of a PNG or SVG (sections 5.3.1 and 5.3.2), by Python's own libraries and
nothing of the system: writes what was baked to standard output, byte for byte."""

import struct
import sys
import xml.etree.ElementTree as tree
import zlib

NAMESPACE = "https://purl.imsglobal.org/ob/v3p0"


def from_png(data):
    assert data[:8] == b"\x89PNG\r\n\x1a\n", "no PNG"
    at, found = 8, []
    while at < len(data):
        (length,) = struct.unpack(">I", data[at : at + 4])
        body = data[at + 4 : at + 8 + length]
        (crc,) = struct.unpack(">I", data[at + 8 + length : at + 12 + length])
        assert zlib.crc32(body) == crc, "a checksum does not fit"
        if body[:4] == b"iTXt":
            keyword, rest = body[4:].split(b"\0", 1)
            assert rest[:2] == b"\0\0", "compressed"
            _language, _translated, text = rest[2:].split(b"\0", 2)
            if keyword == b"openbadgecredential":
                found.append(text)
        at += 12 + length
    assert len(found) == 1, f"{len(found)} iTXt chunks of the keyword openbadgecredential"
    return found[0]


def from_svg(data):
    root = tree.fromstring(data)
    assert root.tag == "{http://www.w3.org/2000/svg}svg", "no SVG"
    found = root.findall(f"{{{NAMESPACE}}}credential")
    assert len(found) == 1, f"{len(found)} elements openbadges:credential in the root"
    return found[0].text.encode()


with open(sys.argv[1], "rb") as picture:
    content = picture.read()
sys.stdout.buffer.write(from_svg(content) if content.lstrip()[:1] == b"<" else from_png(content))
