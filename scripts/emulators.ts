/** `npm run emulators`: starts every emulated provider on a separate port, and prints the values for the account form. Ctrl+C ends them. */
import '../test/emulators/run.ts'
