/** A RIPE Atlas emulator as a process of its own, so that its work is not counted as the program's. Ends when its input ends. */
import { startRipeAtlas } from '../emulators/ripe-atlas.ts'

const emulator = await startRipeAtlas({ keys: Number(process.argv[2]) })
const { provider, settings, credential } = emulator
process.stdout.write(`${JSON.stringify({ provider, settings, credential })}\n`)
process.stdin.resume().once('end', () => void emulator.close().then(() => process.exit(0)))
