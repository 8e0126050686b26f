/** `npm run emulators`: every emulated provider on a port of its own, with what to write into the account form. Ctrl+C ends them. */
import '../test/emulators/run.ts'
