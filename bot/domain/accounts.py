"""Accounts of Telegram's own, behind which nobody in particular stands."""

CHANNEL_POSTS = 777000
"""«Telegram»: it brings a channel's posts into the channel's group."""

SERVICE_ACCOUNTS = {
    1087968824: "GroupAnonymousBot",
    136817688: "Channel_Bot",
    CHANNEL_POSTS: "Telegram",
}
"""Who writes in a group for an anonymous admin, for a channel, and for Telegram itself: the same in all groups."""
