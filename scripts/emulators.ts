/** `npm run emulators`: starts every emulated provider on a separate port, and prints the values for the account form. Ctrl+C stops them. */
import '../test/emulators/run.ts'
