chat-shut-topic = Messages now come to you in private: the group’s General topic is closed.
chat-shut-muted = Messages now come to you in private: the bot may no longer write in the group. Give it that right back, and new calls will be seen there again.
chat-shut-removed = Messages now come to you in private: the bot is no longer in the group. Add it again if you need it there.
chat-shut-gone = Messages now come to you in private: the group is gone.
chat-moved-card = The call’s card is here now, and its result will come here too.
