/**
 * Runs the program in a separate process, which keeps a profile open until its input ends. Arguments: the built program, the profile. Prints `open`.
 */
import { writeSync } from 'node:fs'
import type { createApp } from '../../electron/app.ts'
import { createNetwork } from '../../electron/os/network.ts'
import { profileWorld } from './profile.ts'

const [, , app = '', profile = ''] = process.argv
const built = (await import(app)) as { createApp: typeof createApp }
const network = createNetwork({ proxyFor: () => Promise.resolve(undefined) })
const program = built.createApp(profileWorld(profile, network))
await program.started
writeSync(1, 'open\n')
process.stdin.resume()
await new Promise((resolve) => process.stdin.once('end', resolve))
await program.close()
network.close()
