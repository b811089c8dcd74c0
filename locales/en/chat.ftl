chat-shut-topic = We write to you in private: the group’s General topic is closed.
chat-shut-muted = We write to you in private: the bot may no longer write in the group. Give it that right back, and new orders will be seen there again.
chat-shut-removed = We write to you in private: the bot is no longer in the group. Add it again if you need it there.
chat-shut-gone = We write to you in private: the group is gone.
chat-moved-card = The order’s card is here now, and its result will come here too.
