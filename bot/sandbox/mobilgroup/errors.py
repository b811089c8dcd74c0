"""Refusals: `{"result": "error", "error_code": …}`, always with HTTP 200."""

AUTHORISATION_FAILED = "Error_Authorisation_Failed"
USER_DISABLED = "Error_User_Disabled"
NO_ANI_PHONE = "Error_No_AniPhone"
NO_MESSAGE = "Error_No_Message"
NO_SUBSCRIBERS = "Error_No_Subscribers"
NOT_ENOUGH_CREDITS = "Error_Not_Enough_Credits"
NOT_TTS_FILE = "Error_Not_TTS_File"
NOT_MEDIA_FILE = "Error_Not_Media_File"
MESSAGE_TOO_LONG = "Error_Message_Too_Long"
ID_NOT_FOUND = "Error_ID_Not_Found"

# `/api/set/` writes the same thing without `Error_`.
UNKNOWN_REQUEST = "Error_Unknown_Request"
UNKNOWN_SET_REQUEST = "Unknown_Request"

ACCOUNT_EMPTY = "Account_field_is_empty"
NAME_EMPTY = "Name_field_is_empty"
MESSAGE_EMPTY = "Message_field_is_empty"
TEMPLATE_NOT_FOUND = "Template_not_found"

# Of a single subscriber; the documents show only the first one.
NOT_ENOUGH_MONEY = "Error_Not_Enough_Money"
INCORRECT_PHONE = "Error_Incorrect_Phone"


class Refusal(Exception):
    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code
