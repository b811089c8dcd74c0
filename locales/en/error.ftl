error-unexpected-text = Something went wrong. Try again; if it does not help, give an admin the code { $code }.
error-cut-off-text = This was not finished: the bot was cut off several times. See what has been done already, and try again if needed.
error-outdated-text = This button no longer works. Start again.
error-not-yours-text = This window was opened by somebody else.
error-picture-text = The picture could not be drawn. The menu itself is fine; try again a little later.
error-file-gone = Telegram no longer gives this file, so nothing was sent. Send the file again.
provider-none = No telephony service is connected. An admin has to set a service’s key.
provider-absent = The service { $provider } is not connected. An admin has to set its key.
