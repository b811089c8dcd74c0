recording-caption = 🎧 Conversation with { $phone }
recording-none = This call has no recording.
recording-late = The service is still preparing the recording. It will come here as soon as it is ready.
recording-never = 🎧 The service has not provided the recording yet. Tap “Recording” later.
recording-elsewhere = The recording is kept outside the service, so it cannot be fetched from here. It is in the service’s account.
recording-too-large = The recording is larger than { $limit }{"\u00A0"}MB and does not fit into a chat. It is in the service’s account.
