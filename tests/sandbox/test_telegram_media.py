"""Files to and from the bot."""

import base64
import struct
from typing import Any

import aiohttp
import pytest
from aiogram.types import Message

from tests.sandbox.telegram_bench import ANNA, TelegramBench, button, keyboard

PNG = b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR" + struct.pack(">II", 40, 30) + b"\x08\x02\x00\x00\x00"


async def upload(
    telegram: TelegramBench, method: str, field: str, data: bytes, name: str, **params: str
) -> tuple[int, dict[str, Any]]:
    form = aiohttp.FormData({"chat_id": str(ANNA), **params}, quote_fields=False)
    form.add_field(field, data, filename=name)
    async with telegram.http.post(telegram.url(method), data=form) as answer:
        return answer.status, await answer.json()


@pytest.mark.parametrize(
    ("method", "field", "data", "name", "kept"),
    [
        ("sendDocument", "document", b"a;b\n", "Числа.csv", "document"),
        ("sendVoice", "voice", b"OggS" + bytes(24) + b"OpusHead", "v.ogg", "voice"),
        ("sendVoice", "voice", b"OggS" + bytes(24) + b"\x01vorbis", "v.ogg", "document"),
        ("sendVoice", "voice", b"\xff\xfb....", "v.mp3", "voice"),
        ("sendVoice", "voice", b"....ftypM4A ", "v.m4a", "voice"),
        ("sendVoice", "voice", b"RIFF....WAVE", "v.wav", "document"),
        ("sendAudio", "audio", b"ID3....", "a.mp3", "audio"),
        ("sendAudio", "audio", b"RIFF....WAVE", "a.wav", "document"),
        ("sendPhoto", "photo", PNG, "p.png", "photo"),
    ],
)
async def test_a_file_is_kept_and_comes_back(
    telegram: TelegramBench, method: str, field: str, data: bytes, name: str, kept: str
) -> None:
    await telegram.begun()
    status, answer = await upload(telegram, method, field, data, name, caption="Вот", duration="4")
    assert status == 200, answer
    message = answer["result"]
    found = message[kept][-1] if kept == "photo" else message[kept]
    assert (found["file_size"], message["caption"]) == (len(data), "Вот")
    if kept == "document":
        assert found["file_name"] == name
        assert found["mime_type"] in ("text/csv", "audio/x-wav", "audio/ogg")
    if kept in ("voice", "audio"):
        assert found["duration"] == 4
    path = (await telegram.ok("getFile", file_id=found["file_id"]))["file_path"]
    url = telegram.url(path).replace("/telegram/bot", "/telegram/file/bot")
    async with telegram.http.get(url) as answer_of_file:
        assert await answer_of_file.read() == data
    shown = (await telegram.transcript(ANNA))[-1]
    assert (shown["caption"], shown["media"]["kind"]) == ("Вот", kept)
    async with telegram.http.get(f"{telegram.root}{shown['media']['url']}") as answer_of_page:
        assert await answer_of_page.read() == data
        assert answer_of_page.headers["Content-Security-Policy"] == "sandbox"
    again = await telegram.ok(f"send{kept}", chat_id=ANNA, **{kept: found["file_id"]})
    assert again[kept] == message[kept]


@pytest.mark.parametrize(
    ("method", "field", "data", "words"),
    [
        ("sendDocument", "document", b"", "file must be non-empty"),
        ("sendPhoto", "photo", b"text", "IMAGE_PROCESS_FAILED"),
        ("sendPhoto", "photo", PNG.replace(struct.pack(">II", 40, 30), struct.pack(">II", 2100, 100)),
         "PHOTO_INVALID_DIMENSIONS"),
    ],
)  # fmt: skip
async def test_files_that_are_refused(
    telegram: TelegramBench, method: str, field: str, data: bytes, words: str
) -> None:
    await telegram.begun()
    status, answer = await upload(telegram, method, field, data, "x")
    assert (status, answer["description"]) == (400, f"Bad Request: {words}")


async def test_captions_and_file_ids_that_are_refused(telegram: TelegramBench) -> None:
    await telegram.begun()
    _, answer = await upload(telegram, "sendDocument", "document", b"x", "x.txt", caption="я" * 1025)
    assert answer["description"] == "Bad Request: message caption is too long"
    _, answer = await upload(telegram, "sendDocument", "document", b"x", "x.txt")
    file_id = answer["result"]["document"]["file_id"]
    words = await telegram.refusal("sendPhoto", chat_id=ANNA, photo=file_id)
    assert words == "Bad Request: can't use file of type Document as Photo"
    assert await telegram.refusal("getFile", file_id="nonsense") == "Bad Request: invalid file_id"
    missing = await telegram.refusal("sendDocument", chat_id=ANNA, document="attach://nothing")
    assert missing == "Bad Request: there is no document in the request"


async def test_captions_and_media_are_edited(telegram: TelegramBench) -> None:
    await telegram.begun()
    _, answer = await upload(telegram, "sendPhoto", "photo", PNG, "p.png", caption="раз")
    place = {"chat_id": ANNA, "message_id": answer["result"]["message_id"]}
    assert await telegram.refusal("editMessageText", **place, text="x") == (
        "Bad Request: there is no text in the message to edit"
    )
    markup = keyboard([button("A")])
    edited = await telegram.ok(
        "editMessageCaption", **place, caption="<b>два</b>", parse_mode="HTML", reply_markup=markup
    )
    assert (edited["caption"], edited["caption_entities"][0]["type"]) == ("два", "bold")
    file_id = answer["result"]["photo"][0]["file_id"]
    media = {"type": "photo", "media": file_id, "caption": "три"}
    edited = await telegram.ok("editMessageMedia", **place, media=media)
    assert (edited["caption"], "reply_markup" in edited) == ("три", False)
    video = {"type": "video", "media": "attach://video"}
    words = "Bad Request: can't parse InputMedia: type is unsupported"
    assert await telegram.refusal("editMessageMedia", **place, media=video) == words


async def test_a_contact_is_sent(telegram: TelegramBench) -> None:
    await telegram.begun()
    sent = await telegram.ok("sendContact", chat_id=ANNA, phone_number="+79991234500", first_name="Пётр")
    assert sent["contact"] == {"phone_number": "+79991234500", "first_name": "Пётр"}
    assert (await telegram.transcript(ANNA))[-1]["media"]["phone_number"] == "+79991234500"


@pytest.mark.parametrize("kind", ["voice", "audio", "document", "video", "video_note"])
async def test_a_persons_sound_reaches_the_bot_and_can_be_fetched(telegram: TelegramBench, kind: str) -> None:
    sound: Any = {"data": base64.b64encode(b"a sound").decode(), "name": "a.bin", "duration": 3}
    await telegram.write(ANNA, "", None, **{kind: sound})
    (update,) = await telegram.updates()
    sent = update["message"][kind]
    Message.model_validate(update["message"])
    assert (sent["file_size"], sent.get("duration")) == (7, None if kind == "document" else 3)
    path = (await telegram.ok("getFile", file_id=sent["file_id"]))["file_path"]
    url = telegram.url(path).replace("/telegram/bot", "/telegram/file/bot")
    async with telegram.http.get(url) as answer:
        assert await answer.read() == b"a sound"
    shown = (await telegram.transcript(ANNA))[-1]["media"]
    assert (shown["kind"], shown["url"]) == (kind, f"/api/files/{sent['file_unique_id']}")
