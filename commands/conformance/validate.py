"""Asks 1EdTech's openbadges-validator-core about Open Badges 2.0: a job per line of JSON on standard input, an answer
per line on standard output.

A job: {"input": address, JSON or JWS} or {"file": path of a baked picture}, {"email": whose it is said to be},
{"now": when it is}. An answer: {"valid": bool, "messages": [text, ...]}.

The validator was pinned to libraries of 2017. What it needs to run beside current ones is done here, and nothing else:
its rules are its own.
"""

import datetime
import json
import sys
from urllib.parse import urlparse

import requests
from openbadges.verifier import utils, verifier
from openbadges.verifier.openbadges_context import (
    OPENBADGES_CONTEXT_V2_DICT,
    OPENBADGES_CONTEXT_V2_URI,
)
from openbadges.verifier.tasks import crypto, validation


class LocalLoader(utils.CachableDocumentLoader):
    """Today's PyLD hands a loader its options, too; and the context comes from the package, not from the network."""

    def __call__(self, url, options=None):
        if url == OPENBADGES_CONTEXT_V2_URI:
            return {
                "contextUrl": None,
                "documentUrl": url,
                "document": OPENBADGES_CONTEXT_V2_DICT,
            }
        return super().__call__(url)


class PemKeys:
    """Today's python-jose takes a key as PEM, and no longer as an object of PyCryptodome."""

    @staticmethod
    def import_key(pem):
        return pem


class LoopbackSession(requests.Session):
    """Nothing but this machine is asked for anything."""

    def request(self, method, url, **options):
        if urlparse(url).hostname != "127.0.0.1":
            raise requests.ConnectionError(f"{url} is not on this machine")
        return super().request(method, url, **options)


verifier.CachableDocumentLoader = LocalLoader
crypto.RSA = PemKeys
requests.Session = LoopbackSession


def clock_at(instant):
    """The validator's clock, stopped."""

    class Stopped(datetime.datetime):
        @classmethod
        def now(cls, tz=None):
            return datetime.datetime.fromisoformat(instant)

    return Stopped


def verify(source, job):
    profile = {"email": job["email"]} if "email" in job else None
    return verifier.verify(
        source, recipient_profile=profile, use_cache=False, cache_backend=None
    )


def answer(job):
    validation.datetime = clock_at(job["now"])
    if "file" in job:
        with open(job["file"], "rb") as picture:
            found = verify(picture, job)
    else:
        found = verify(job["input"], job)
    report = found["report"]
    messages = [f"{one['name']}: {one['result']}" for one in report["messages"]]
    return {"valid": report["valid"], "messages": messages}


for line in sys.stdin:
    print(json.dumps(answer(json.loads(line))), flush=True)
