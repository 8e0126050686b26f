/** An installed program accepts no switches but its own: each foreign switch ends the program before it opens anything. */
import { existsSync, readdirSync, writeFileSync } from 'node:fs'
import { connect, createServer, type AddressInfo } from 'node:net'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, inject, it, onTestFinished } from 'vitest'
import { inElectron } from './app.ts'
import { FOREIGN_SWITCHES, REFUSED } from './foreign-switches.ts'
import { layOutInstalled, type Installed } from './installed.ts'
import { newProfile } from './profile.ts'

const newHome = () => newProfile(inject('electron')?.user?.name).homeDir

async function freePort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  await new Promise((resolve) => server.close(resolve))
  return port
}

/** Tries to connect to the port until the test ends; the returned function says whether a connection ever succeeded. */
function watchPort(port: number): () => boolean {
  let hasAnswered = false
  const timer = setInterval(() => {
    const socket = connect(port, '127.0.0.1')
    socket.on('connect', () => {
      hasAnswered = true
      socket.destroy()
    })
    socket.on('error', () => undefined)
  }, 5)
  onTestFinished(() => clearInterval(timer))
  return () => hasAnswered
}

/** A program that leaves a mark if a switch makes Chromium start it in place of one of its own processes. */
function marker(homeDir: string): { readonly program: string; readonly hasRun: () => boolean } {
  const program = join(homeDir, 'prefix')
  writeFileSync(program, '#!/bin/sh\necho ran > "$HOME/marked"\nexec "$@"\n', { mode: 0o755 })
  return { program, hasRun: () => existsSync(join(homeDir, 'marked')) }
}

const hasVault = (homeDir: string) =>
  readdirSync(homeDir, { recursive: true, encoding: 'utf8' }).some((name) => name.endsWith('.sqlite'))

inElectron(() => {
  describe.skipIf(process.platform !== 'linux')('the program in the layout of a package', () => {
    let installed: Installed
    beforeAll(() => {
      installed = layOutInstalled()
    })
    afterAll(() => installed.remove())

    it('runs with its own switches', async () => {
      const { code, stdout } = await installed.run(newHome(), ['--doctor', '--json'])
      expect(JSON.parse(stdout)).toMatchObject({ facts: { vault: 'none' } })
      expect([0, 1]).toContain(code)
    })

    it.each(['--remote-debugging-port', '-remote-debugging-port', '--REMOTE-DEBUGGING-PORT'])(
      'opens no port for %s',
      async (name) => {
        const homeDir = newHome()
        const port = await freePort()
        const hasAnswered = watchPort(port)
        const { code, stderr } = await installed.run(homeDir, ['--hidden', `${name}=${port}`])
        expect(stderr).toContain(
          `Keyhold does not take "${name}". It takes --hidden, --quick, --lock, --demo, --doctor, --json and --version.`,
        )
        expect(stderr).not.toContain('DevTools listening')
        expect(code).toBe(REFUSED)
        expect(hasAnswered()).toBe(false)
        expect(hasVault(homeDir)).toBe(false)
      },
    )

    it('answers nothing on the pipe for --remote-debugging-pipe', async () => {
      const { code, stderr, pipe } = await installed.run(newHome(), ['--remote-debugging-pipe'])
      expect(stderr).toContain('Keyhold does not take "--remote-debugging-pipe".')
      expect(code).toBe(REFUSED)
      expect(pipe).toBe('')
    })

    it.each(['--renderer-cmd-prefix', '--utility-cmd-prefix', '--gpu-launcher'])(
      'starts no program for %s',
      async (name) => {
        const homeDir = newHome()
        const { program, hasRun } = marker(homeDir)
        const { code } = await installed.run(homeDir, [`${name}=${program}`])
        expect(code).toBe(REFUSED)
        expect(hasRun()).toBe(false)
      },
    )

    it.each(FOREIGN_SWITCHES)('ends at %s without creating a vault', async (given) => {
      const homeDir = newHome()
      const { code, stderr } = await installed.run(homeDir, [given])
      expect(stderr).toContain(`Keyhold does not take "${given.split('=')[0]}".`)
      expect(code).toBe(REFUSED)
      expect(hasVault(homeDir)).toBe(false)
    })

    it('also ends at a foreign switch beside `--doctor`', async () => {
      const { code, stdout } = await installed.run(newHome(), ['--doctor', '--no-sandbox'])
      expect(code).toBe(REFUSED)
      expect(stdout).toBe('')
    })
  })
})
