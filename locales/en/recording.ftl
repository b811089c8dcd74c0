recording-caption = 🎧 The talk with { $phone }
recording-none = This call has no recording.
recording-late = The service is still preparing the recording. It comes here as soon as it is there.
recording-never = 🎧 The service has not given the recording yet. Press “Recording” later.
recording-elsewhere = The recording is kept outside the service, so it cannot be fetched from here. It is in the service’s account.
recording-too-large = The recording is larger than { $limit } MB and does not fit into a chat. It is in the service’s account.
