tags-word-ask = Write the tag for this call in one message. It appears in your account at the service.
tags-word-set = 🏷 The tag “{ $tag }” is set.
tags-no-call = The service does not know this call, so there is nothing to tag.
tags-too-long = The tag does not fit: keep it between one and { $limit } characters.
