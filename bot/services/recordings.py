"""Recordings of talks: brought from the provider once, kept by Telegram afterwards."""

from dataclasses import dataclass, field

from bot.domain.access import Person, Right
from bot.domain.calls import Call
from bot.domain.errors import NotFound
from bot.ports import UnitOfWork
from bot.services.access import Noun, needs, still
from bot.services.draft_orders import load_order


@dataclass(frozen=True, slots=True)
class Recording:
    """`file` is Telegram's id of it; without one it is a `voice` note, or else an MP3 as it came (`audio`)."""

    call: Call
    file: str | None = None
    voice: bytes | None = field(default=None, repr=False)
    audio: bytes | None = field(default=None, repr=False)


class Recordings(Noun):
    """Raises NotFound when the call or its recording is gone, Forbidden, naming its author, when it is not theirs."""

    @needs(Right.SEE_OWN_CALLS)
    async def bring(self, actor: Person, call_id: int, *, anew: bool = False) -> Recording:
        """`anew`: Telegram has the kept file no more. Raises RecordingLate, BadAudio.

        One that is late is asked for again minutes later: by then the person's rights may be others.
        """

        def work(uow: UnitOfWork) -> tuple[Call, str | None]:
            call = uow.calls.get(call_id)
            if call is None:
                raise NotFound("order-gone")
            load_order(uow, still(uow, actor, Right.SEE_OWN_CALLS), call.order_id)
            return call, uow.calls.kept_beside(call.id).recording_file

        call, file = await self._deps.database.transact(work)
        if file and not anew:
            return Recording(call, file)
        if not call.recording_url:
            raise NotFound("recording-none")
        audio = await self._deps.recordings.fetch(call.provider, call.recording_url)
        voice = await self._deps.transcoder.for_chat(audio)
        return Recording(call, voice=voice, audio=None if voice else audio)

    @needs(Right.SEE_OWN_CALLS)
    async def keep(self, actor: Person, call_id: int, file: str) -> None:
        """Telegram's id of what was just sent."""

        def work(uow: UnitOfWork) -> None:
            call = uow.calls.get(call_id)
            if call is not None:
                load_order(uow, actor, call.order_id)
                uow.calls.keep_beside(call_id, recording_file=file)

        await self._deps.database.transact(work)
