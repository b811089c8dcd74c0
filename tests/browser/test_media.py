"""Sounds, pictures and files in the page's chat: the microphone's as Telegram would deliver them, the bot's own."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

import av
import pytest
from playwright.async_api import Locator, Page, expect

from bot.media.menu_picture import draw
from tests.browser.conftest import OLEG, Wire
from tests.browser.test_newcomer import screenshots
from tests.browser_support import complaints_of, in_browser
from tests.unit.media.pictures import PLAIN

pytestmark = in_browser

MP3 = b"ID3\x04\x00\x00\x00\x00\x00\x00"


async def record(page: Page, length: str) -> None:
    await page.get_by_role("button", name="Записать голосовое").click()
    await expect(page.locator(".recording-bar time")).to_have_text(length)
    await page.get_by_role("button", name="Отправить запись").click()


async def attach(page: Page, label: str, name: str, content: bytes, mime: str) -> Locator:
    """Returns the person's newest message as soon as it is there."""
    sent = page.locator(".message.out")
    before = await sent.count()
    await page.get_by_role("button", name="Прикрепить").click()
    async with page.expect_file_chooser() as chooser:
        await page.get_by_role("button", name=label, exact=True).click()
    await (await chooser.value).set_files({"name": name, "mimeType": mime, "buffer": content})
    await expect(sent).to_have_count(before + 1)
    return sent.last


async def test_the_microphone_gives_a_real_voice_note(page: Page, wire: Wire) -> None:
    complaints = complaints_of(page)
    await record(page, "0:02")
    message = page.locator(".message.out .bubble.with-voice")
    await expect(message).to_be_visible()
    voice = (await wire.update())["voice"]
    assert (voice["mime_type"], voice["duration"]) == ("audio/ogg", 2)
    with av.open(BytesIO(await wire.file(voice["file_id"])), mode="r") as sound:
        assert (sound.format.name, sound.streams.audio[0].codec.name) == ("ogg", "opus")
        samples = sum(frame.samples for frame in sound.decode(audio=0))
    assert 1.5 < samples / 48_000 < 3.5
    await message.get_by_role("button", name="Слушать").click()
    await expect(message.get_by_role("button", name="Пауза")).to_be_visible()
    assert complaints == []


async def test_a_recording_that_is_dropped_goes_nowhere(page: Page) -> None:
    await page.get_by_role("button", name="Записать голосовое").click()
    await page.get_by_role("button", name="Удалить запись").click()
    await expect(page.get_by_role("button", name="Удалить запись")).to_have_count(0)
    await expect(page.locator(".message.out")).to_have_count(1)


async def test_the_bots_voice_note_is_played(page: Page, wire: Wire) -> None:
    await record(page, "0:01")
    await expect(page.locator(".message.out .with-voice")).to_be_visible()
    voice = (await wire.update())["voice"]
    files = {"voice": ("record.ogg", await wire.file(voice["file_id"]), "audio/ogg")}
    sent = await wire.bot("sendVoice", files=files, chat_id=OLEG, caption="Так слышит абонент", duration=1)
    assert "voice" in sent
    message = page.get_by_test_id(f"message-{sent['message_id']}")
    await expect(message).to_contain_text("Так слышит абонент")
    await message.get_by_role("button", name="Слушать").click()
    await expect(message.get_by_role("button", name="Пауза")).to_be_visible()
    await expect(message.locator(".player")).not_to_have_class("broken")


async def test_a_menus_picture_is_shown_and_enlarged(page: Page, wire: Wire, tmp_path: Path) -> None:
    sent = await wire.bot("sendPhoto", files={"photo": ("menu.png", draw(PLAIN))}, chat_id=OLEG, caption=PLAIN.title)
    photo = page.get_by_test_id(f"message-{sent['message_id']}").get_by_role("button", name="Фото")
    await expect(photo).to_be_visible()
    shown = photo.locator("img")
    await expect(shown).to_have_js_property("naturalWidth", sent["photo"][-1]["width"])
    await page.screenshot(path=screenshots(tmp_path) / "menu-picture.png")
    small = await shown.bounding_box()
    await photo.click()
    viewer = page.get_by_role("dialog", name="Фото")
    large = await viewer.locator("img").bounding_box()
    assert small is not None
    assert large is not None
    assert large["height"] > small["height"]
    await page.keyboard.press("Escape")
    await expect(viewer).to_have_count(0)


async def test_the_bots_file_is_downloaded(page: Page, wire: Wire) -> None:
    content = '{"menu": "Подтверждение"}'.encode()
    sent = await wire.bot("sendDocument", files={"document": ("Меню.json", content)}, chat_id=OLEG)
    message = page.get_by_test_id(f"message-{sent['message_id']}")
    async with page.expect_download() as download:
        await message.get_by_role("link", name="Скачать Меню.json").click()
    found = await download.value
    assert found.suggested_filename == "Меню.json"
    assert (await found.path()).read_bytes() == content


async def test_a_picture_goes_as_a_photo(page: Page, wire: Wire) -> None:
    message = await attach(page, "Фото", "menu.png", draw(PLAIN), "image/png")
    await expect(message.locator(".bubble.with-photo img")).to_be_visible()
    assert (await wire.update())["photo"]


@pytest.mark.parametrize(
    ("label", "name", "content", "mime", "kind"),
    [
        ("Файл", "Меню.json", b"{}", "application/json", "document"),
        ("Аудиофайл", "song.mp3", MP3, "audio/mpeg", "audio"),
        ("Аудиофайл", "song.wav", b"RIFF....WAVE", "audio/wav", "document"),
        ("Голосовое из файла", "voice.oga", b"OggS" + bytes(24) + b"OpusHead", "audio/ogg", "voice"),
        ("Голосовое из файла", "song.mp3", MP3, "audio/mpeg", "audio"),
        ("Видеосообщение из файла", "round.mp4", b"....ftypmp42", "video/mp4", "video_note"),
        ("Видео", "clip.mp4", b"....ftypmp42", "video/mp4", "video"),
    ],
)
async def test_a_file_goes_as_what_telegram_would_make_of_it(
    page: Page, wire: Wire, label: str, name: str, content: bytes, mime: str, kind: str
) -> None:
    message = await attach(page, label, name, content, mime)
    await expect(message.locator(f".bubble.with-{kind}")).to_be_visible()
    assert await wire.file((await wire.update())[kind]["file_id"]) == content
