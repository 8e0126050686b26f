/** Suite: whether the command, its child or the program ends first, no process stays behind. */
import { once } from 'node:events'
import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, expect, it } from 'vitest'
import { encoded, startCommandServer, type Caller, type CommandServer } from '../../fakes/command-server.ts'
import { startClient, type CommandClient } from './client.ts'

const order = (...command: string[]) => ({ command, variables: {}, without: [] })

export function testEnds(client: () => CommandClient): void {
  let server: CommandServer
  const serve = async (answer: (caller: Caller) => Promise<unknown> | undefined) => {
    server = await startCommandServer(answer)
    return { socketFolder: server.folder }
  }
  afterEach(() => server.close())
  const called = async () => {
    await expect.poll(() => server.callers.length).toBe(1)
    return server.callers[0]!
  }

  it.each(['SIGINT', 'SIGTERM', 'SIGHUP', 'SIGKILL'] as const)(
    '%s while the program is silent closes the connection',
    async (signal) => {
      const where = await serve(() => undefined)
      const temporary = mkdtempSync(join(tmpdir(), 'keyhold-left-'))
      const running = startClient(client(), [], { ...where, env: { TMPDIR: temporary, HOME: temporary } })
      const caller = await called()
      running.child.kill(signal)
      const { code, err } = await running.ended
      expect({ code, err }).toEqual({
        code: { SIGINT: 130, SIGTERM: 143, SIGHUP: 129, SIGKILL: 137 }[signal],
        err: '',
      })
      await caller.gone
      expect(running.processes()).toEqual([])
      expect(readdirSync(temporary)).toEqual([])
      rmSync(temporary, { recursive: true })
    },
  )

  it.each(['SIGINT', 'SIGTERM', 'SIGHUP'] as const)(
    '%s reaches the child, and the program gets the child’s exit code',
    async (signal) => {
      const script = `trap 'echo got; exit 3' ${signal.slice(3)}; echo ready; while :; do sleep 0.05; done`
      const where = await serve((caller) => caller.say({ child: order('sh', '-c', script) }))
      const running = startClient(client(), [], where)
      const caller = await called()
      const text = async () => {
        const message = await caller.next()
        return message !== undefined && 'bytes' in message
          ? Buffer.from(message.bytes, 'base64').toString()
          : message
      }
      expect(await text()).toBe('ready\n')
      running.child.kill(signal)
      expect(await text()).toBe('got\n')
      expect(await text()).toEqual({ ended: { code: 3 } })
      await caller.say({ exit: 3 })
      expect((await running.ended).code).toBe(3)
      expect(running.processes()).toEqual([])
    },
  )

  it('ends the child when the program says so, and continues', async () => {
    const stubborn = "trap 'echo no' TERM; echo ready; while :; do sleep 0.05; done"
    const where = await serve(() => undefined)
    const running = startClient(client(), [], where)
    const caller = await called()
    await caller.say({ 'end-child': true }) // no child runs
    await caller.say({ child: order('sh', '-c', 'echo ready; exec sleep 100') })
    await caller.next()
    await caller.say({ 'end-child': true })
    expect(await caller.next()).toEqual({ ended: { code: 143, signal: 'SIGTERM' } })
    await caller.say({ child: order('sh', '-c', stubborn) })
    await caller.next()
    await caller.say({ 'end-child': true })
    await caller.next() // the child's output "no"
    expect(await caller.next()).toEqual({ ended: { code: 137, signal: 'SIGKILL' } })
    await caller.say({ exit: 0 })
    expect((await running.ended).code).toBe(0)
    expect(running.processes()).toEqual([])
  })

  it('ends a child whose own child holds its output open, and continues', async () => {
    const where = await serve(() => undefined)
    const running = startClient(client(), [], where)
    const caller = await called()
    for (const script of ['sleep 100 & echo ready', 'sleep 100 & echo ready; wait']) {
      await caller.say({ child: order('sh', '-c', script) })
      expect(await caller.next()).toEqual({ child: 'out', bytes: encoded('ready\n') })
      await caller.say({ 'end-child': true })
      expect(await caller.next()).toHaveProperty('ended')
    }
    await caller.say({ exit: 0 })
    expect((await running.ended).code).toBe(0)
    const left = running.processes()
    for (const pid of left) process.kill(pid)
    expect(left).toHaveLength(2)
  })

  it('ends its child when it is killed', async () => {
    const where = await serve((caller) =>
      caller.say({ child: order('sh', '-c', 'echo ready; exec sleep 100') }),
    )
    const running = startClient(client(), [], where)
    await (await called()).next()
    expect(running.processes().length).toBeGreaterThan(1)
    running.child.kill('SIGKILL')
    await running.ended
    await expect.poll(running.processes).toEqual([])
  })

  it('still ends by a signal after its child has ended', async () => {
    const where = await serve((caller) => caller.say({ child: order('true') }))
    const running = startClient(client(), [], where)
    expect(await (await called()).next()).toEqual({ ended: { code: 0 } })
    running.child.kill('SIGTERM')
    expect((await running.ended).code).toBe(143)
  })

  it('ends a child that ignores SIGTERM when the program has ended', async () => {
    const script = "trap '' TERM; echo ready; while :; do sleep 0.1; done"
    const where = await serve((caller) => caller.say({ child: order('sh', '-c', script) }))
    const running = startClient(client(), [], where)
    const caller = await called()
    await caller.next()
    caller.socket.destroy()
    expect((await running.ended).code).toBe(6)
    await expect.poll(running.processes).toEqual([])
  })

  it('closes its connection when it becomes another command, which then gets the signals', async () => {
    const where = await serve((caller) =>
      caller.say({ become: order('sh', '-c', 'echo $$; exec sleep 100') }),
    )
    const running = startClient(client(), [], where)
    // The client closes its connection before it becomes the shell, which then prints its process id.
    const printed = once(running.child.stdout, 'data')
    await (
      await called()
    ).gone
    await printed
    // While the shell becomes another command, the system shows it without its variables for a moment.
    await expect.poll(running.processes).toEqual([running.child.pid])
    running.child.kill('SIGTERM')
    const { code, out } = await running.ended
    expect({ code, out: out.toString() }).toEqual({ code: 143, out: `${String(running.child.pid)}\n` })
  })

  it('answers a hundred calls at once', async () => {
    const where = await serve((caller) => caller.say({ exit: Number(caller.request.args[0]) }))
    const codes = Array.from({ length: 100 }, async (_, index) => {
      const running = startClient(client(), [String(index)], where)
      return (await running.ended).code
    })
    expect(await Promise.all(codes)).toEqual(Array.from({ length: 100 }, (_, index) => index))
  })
}
