/**
 * Plays the program that a command starts when none runs. Speaks on its standard streams. The first argument chooses the behaviour; the last
 * argument must be the switch that the command adds.
 */
import { existsSync } from 'node:fs'
import { createInterface } from 'node:readline'

const [action, ...args] = process.argv.slice(2)
/** @param {unknown} message */
const say = (message) => process.stdout.write(`${JSON.stringify(message)}\n`)
/** @param {string} text */
const encoded = (text) => Buffer.from(text).toString('base64')

process.stderr.write('the noise of Chromium\n')
const lines = createInterface({ input: process.stdin })
lines.once('line', (line) => {
  const request = /** @type {{ args: string[] }} */ (JSON.parse(line))
  if (action === 'answer') {
    say({ out: encoded(`${args.join(' ')}: ${request.args.join(' ')}`) })
    say({ exit: 3 })
  } else if (action === 'become') {
    say({ become: { command: ['sh', '-c', 'echo became'], variables: {}, without: [] } })
  } else if (action === 'retry') {
    const timer = setInterval(() => {
      if (!existsSync(args[0] ?? '')) return
      clearInterval(timer)
      say({ retry: true })
      lines.close()
      process.stdin.destroy()
    }, 20)
  } else if (action === 'again') {
    say({ retry: true })
  } else process.exit(7)
})
