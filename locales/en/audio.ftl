audio-too-big = The file is larger than { $limit }{"\u00A0"}MB. Send a smaller one, in MP3 or OGG for example.
audio-unknown = { $kind ->
    [archive] This is an archive, and the sound has to come by itself. Unpack it and send the sound file: MP3, M4A, OGG or WAV.
    [picture] This is a picture and holds no sound. Send a voice note or a file: MP3, M4A, OGG, WAV.
    [document] This is a document and holds no sound. Send a voice note or a file: MP3, M4A, OGG, WAV.
    [pdf] This is a PDF and holds no sound. Send a voice note or a file: MP3, M4A, OGG, WAV.
    [text] This is text, not sound. To have it spoken, send the text as a message after the number. A list of numbers may come as CSV or TXT.
    [playlist] This is a playlist: it holds only the addresses of recordings. Send the sound file itself: MP3, M4A, OGG or WAV.
    [midi] This is MIDI: it holds notes, not sound. Save the melody as MP3 or WAV and send that.
    [program] This is a program and holds no sound. Send a voice note or a file: MP3, M4A, OGG, WAV.
    [drm] The file is copy-protected (DRM), so a call cannot play it. Send a recording without protection: MP3, M4A, OGG or WAV.
    [coder] The sound in this file is encoded in a rare way and cannot be read. Save it as MP3, M4A or WAV and send that.
    [video] Video of this format cannot be read. Save it as MP4, or send the sound alone: MP3, M4A, OGG, WAV.
    [empty] The file is empty: it has not a single byte. Check it and send it again.
   *[other] No sound was found in this file. Send a voice note, a video or a file: MP3, M4A, OGG, WAV, FLAC.
}
audio-headless = This is sound without a header ({ $ending }): the file itself does not tell how it was recorded. Save it as WAV, MP3 or OGG and send that.
audio-too-long =
    The recording is longer than { $limit } { $limit ->
        [one] second
       *[other] seconds
    }. Send a shorter one.
audio-silent = No voice can be heard in the recording, only silence. Check the microphone and record it again.
audio-no-sound = This video has no sound. Send a voice note or a file with sound.
audio-broken = The file is damaged or ends too early. Send it again or make another recording: a voice note, MP3, M4A, OGG and WAV will do.
audio-too-short = There is less than half a second of sound: nobody would catch it on the phone. Record a little more.
audio-too-slow = The recording could not be processed in time. Try again, or send a shorter one.
