/** Imports of many files and keys: few threads, few transactions, few messages to the page. */
import { describe, expect, it } from 'vitest'
import type { WorkerPort } from '../../../../electron/core/ports/worker.ts'
import { Failure } from '../../../../shared/contract/errors.ts'
import type { ImportPreview } from '../../../../shared/contract/import.ts'
import { inProcessWorker } from '../../../fakes/worker.ts'
import { makeMachine } from '../vault-set-up.ts'

const file = (name: string, text: string) => ({ file: name, bytes: new TextEncoder().encode(text) })
const env = (...lines: readonly string[]) => file('shop/.env', lines.join('\n'))
const every = ({ rows }: ImportPreview) => rows.map(({ row }) => ({ row }))

describe('an import of much', () => {
  it('reads all files in one thread, and those behind a file that ends it in another', async () => {
    const worker = inProcessWorker()
    let [runs, parts] = [0, 0]
    const breaking: WorkerPort = {
      run(task, input, options) {
        runs += 1
        const onPart: NonNullable<typeof options>['onPart'] = (part) => {
          parts += 1
          if (parts === 4) throw new Failure({ kind: 'work', why: 'too-large' })
          return options?.onPart?.(part)
        }
        return worker.run(task, input, { ...options, onPart })
      },
    }
    const vault = makeMachine({ world: { worker: breaking } }).open()
    const files = ['a', 'b', 'c', 'd'].map((name, index) =>
      file(`${name}/.env`, `${name}_KEY=secret-${index}`),
    )
    const preview = await vault.imports.read(files)
    expect(preview.files.map(({ error }) => error)).toEqual([
      undefined,
      { kind: 'work', why: 'too-large' },
      undefined,
      undefined,
    ])
    expect(preview.rows.map(({ name }) => name)).toEqual(['a_KEY', 'c_KEY', 'd_KEY'])
    expect(runs).toBe(2)
  })

  it('notifies the page of many keys at once', async () => {
    const machine = makeMachine()
    const lines = Array.from({ length: 60 }, (_, index) => `KEY_${index}=secret-${index}`)
    const { imports } = machine.open()
    const preview = await imports.read([env(...lines)])
    expect(await imports.run(preview.id, every(preview))).toMatchObject({ added: 60 })
    expect(machine.fake.pushed('app:changed').length).toBeLessThanOrEqual(13)
  })

  it('leaves nothing open but the secret that the keychain refused', async () => {
    const machine = makeMachine()
    const vault = machine.open()
    const preview = await vault.imports.read([env('A_KEY=secret-1', 'B_KEY=secret-2', 'C_KEY=secret-3')])
    machine.port.refuseNext('write', 'key b-key')
    await vault.imports.run(preview.id, every(preview))
    const { operations } = machine.database.truth
    expect(operations.open()).toMatchObject([{ name: 'B_KEY', state: 'unsaved' }])
    expect(machine.sealedResponses.files.size).toBe(1)
  })

  it('distinguishes entries of the same name by their files', async () => {
    const { open } = makeMachine()
    const preview = await open().imports.read([
      file('a/.env', 'API_KEY=secret-1'),
      file('b/.env', 'API_KEY=secret-2'),
    ])
    expect(preview.rows.map(({ name }) => name)).toEqual(['API_KEY (a/.env)', 'API_KEY (b/.env)'])
  })
})
