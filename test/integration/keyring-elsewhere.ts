/** Uses the keychain as the program does, in a separate Node process, because libsecret stays connected to one daemon as long as the process runs. */
import { execFileSync } from 'node:child_process'
import type { PrivateBus } from './private-keyring.ts'

const moduleOf = (path: string) => JSON.stringify(new URL(`../../electron/${path}`, import.meta.url).href)

/** The values in base64, by entry name. */
type Values = Readonly<Record<string, string>>

/** The result for each entry: the value read, in base64, or the reason of the failure. */
export type Answers = Readonly<Record<string, string>>

const SCRIPT = `
  const { createKeychain } = await import(${moduleOf('core/keychain/keychain.ts')})
  const { Secret } = await import(${moduleOf('core/ports/secret.ts')})
  const { createOsKeychain } = await import(${moduleOf('os/keychain.ts')})
  const { systemClock } = await import(${moduleOf('main/system-clock.ts')})
  const { readFileSync } = await import('node:fs')
  const { action, values } = JSON.parse(readFileSync(0, 'utf8'))
  const port = createOsKeychain()
  const keychain = createKeychain({ port, clock: systemClock })
  const answers = {}
  for (const [name, value] of Object.entries(values))
    try {
      if (action === 'keep') await keychain.keep(name, new Secret(Buffer.from(value, 'base64')))
      answers[name] = (await keychain.take(name))?.use((bytes) => bytes.toString('base64')) ?? 'no entry'
    } catch (error) {
      answers[name] = JSON.stringify(error.error ?? String(error))
    }
  port.close()
  process.stdout.write(JSON.stringify(answers), () => process.exit())`

/** Stores the values or uses the stored ones, and returns what was read back. */
export function keychainElsewhere({ env }: PrivateBus, action: 'keep' | 'take', values: Values): Answers {
  const printed = execFileSync(process.execPath, ['--input-type=module', '-e', SCRIPT], {
    env,
    input: JSON.stringify({ action, values }),
    encoding: 'utf8',
    timeout: 60_000,
  })
  return JSON.parse(printed) as Answers
}
