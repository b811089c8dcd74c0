audio-too-big = The file is larger than { $limit } MB. Please send a smaller one, in MP3 or OGG for example.
audio-unknown = This file holds no sound that can be played. A voice note, a video note, OGG, MP3, M4A and WAV files will do.
audio-too-long =
    The recording is longer than { $limit } { $limit ->
        [one] second
       *[other] seconds
    }. Please send a shorter one.
audio-silent = No voice is heard in the recording, only silence. Check the microphone and record it once more.
audio-no-sound = This video has no sound. Please send a voice note or a file with sound.
audio-broken = The file is damaged or ends too early. Send it once more, or record it again: a voice note, OGG, MP3, M4A and WAV will do.
audio-too-short = There is less than half a second of sound: nobody would catch it on the phone. Please record a little more.
audio-too-slow = The recording could not be processed in time. Try once more, or send a shorter one.
