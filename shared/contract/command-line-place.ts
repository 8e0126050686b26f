/**
 * Where the program listens and the command connects. In order: the folder that {@link FOLDER_VARIABLE} names (in a checkout only), on Linux
 * `$XDG_RUNTIME_DIR/keyhold`, on macOS the profile's folder. On Windows it is a named pipe.
 */

/** Names another folder for the socket. For tests: neither a packaged program nor its command reads it. */
export const FOLDER_VARIABLE = 'KEYHOLD_COMMAND_LINE_DIR'
/** How the command of a checkout starts the program: a JSON array of arguments. A packaged command knows where its program is. */
export const PROGRAM_VARIABLE = 'KEYHOLD_PROGRAM'

/** The socket's folder in `$XDG_RUNTIME_DIR`. Mode 0700. */
export const RUNTIME_FOLDER = 'keyhold'
export const SOCKET_NAME = 'command-line.sock'
/** @param profileHash the first 16 hexadecimal digits of the SHA-256 of the profile's absolute path, in UTF-8 */
export const pipeName = (profileHash: string): string => `\\\\.\\pipe\\keyhold-${profileHash}`

/** Makes the program answer one command on its standard streams instead of opening a window. */
export const ANSWER_SWITCH = '--answer'
