import { expect, it } from 'vitest'
import { call, inElectron } from './app.ts'
import { busOf, serveOnBus, type BusPlace } from './served-bus.ts'

const SECRET = 'made-up-secret-4d17'

async function killBus(place: BusPlace): Promise<void> {
  const bus = await serveOnBus(place, () => undefined)
  const [daemon] = await bus.call({
    destination: 'org.freedesktop.DBus',
    path: '/org/freedesktop/DBus',
    interface: 'org.freedesktop.DBus',
    member: 'GetConnectionUnixProcessID',
    signature: 's',
    body: ['org.freedesktop.DBus'],
  })
  process.kill(Number(daemon), 'SIGKILL')
}

inElectron((open) => {
  // Chromium itself then ends the program ("D-Bus connection was disconnected. Aborting."); the tray icon uses the same connection.
  it.runIf(process.platform === 'linux')(
    'loses no secret when the session bus is killed, and works after a restart',
    async () => {
      const { page, electron, profile, close } = await open()
      const fields = { name: 'kept', typedExpiry: 'never' as const }
      const place = await busOf(electron)
      const added = await call(page, 'key:add', { secret: { from: 'typed', text: SECRET }, fields })
      if (!added.ok) throw new Error(added.error.kind)
      const ended = new Promise((resolve) => electron.process().once('exit', resolve))
      await killBus(place)
      await ended
      await close()

      const again = await open({ profile })
      expect(await call(again.page, 'key:copy', { key: added.value.key })).toMatchObject({ ok: true })
      expect((await again.readClipboard()).trim()).toBe(SECRET)
    },
  )
})
