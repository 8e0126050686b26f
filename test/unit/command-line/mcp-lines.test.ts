import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { agentTools } from '../../../shared/contract/agents.ts'
import { EXIT } from '../../../shared/contract/command-line-limits.ts'
import { OTHER, ready, SECRET, spoken, START } from './mcp-set-up.ts'

describe('keyhold mcp, line by line', () => {
  it('answers wrong messages with a JSON-RPC error, and continues', async () => {
    const machine = await ready()
    const { code, answers } = await spoken(machine, [
      START,
      'no json',
      '[]',
      '42',
      { id: 1, method: 'ping' },
      { jsonrpc: '2.0', id: 2 },
      { jsonrpc: '2.0', id: {}, method: 'ping' },
      { jsonrpc: '2.0', id: 3, method: 'ping', params: [] },
      { jsonrpc: '2.0', id: 4, method: 'nothing' },
      { jsonrpc: '2.0', id: 5, method: 'tools/call', params: { name: 'get_secret' } },
      { jsonrpc: '2.0', id: 6, method: 'tools/call', params: { name: 'list_keys', arguments: 'x' } },
      'x'.repeat(1_100_000),
      Uint8Array.of(0xff, 0x0a),
      { jsonrpc: '2.0', method: 'notifications/initialized' },
      { jsonrpc: '2.0', id: 7, result: {} },
      { jsonrpc: '2.0', id: 8, method: 'ping' },
    ])
    expect(code).toBe(EXIT.done)
    const byId = answers.map(({ id, error }) => [id, error?.code])
    expect(byId.toSorted()).toEqual(
      [
        [0, undefined],
        [null, -32_700],
        [null, -32_600],
        [null, -32_600],
        [1, -32_600],
        [2, -32_600],
        [null, -32_600],
        [3, -32_602],
        [4, -32_601],
        [5, -32_602],
        [6, -32_602],
        [null, -32_700],
        [null, -32_700],
        [8, undefined],
      ].toSorted(),
    )
  })

  it('uses the requested version, or offers its newest', async () => {
    const machine = await ready()
    const versionFor = async (protocolVersion: unknown) => {
      const { answers } = await spoken(machine, [{ ...START, params: { protocolVersion } }])
      return answers[0]?.result?.protocolVersion ?? answers[0]?.error?.code
    }
    expect(await versionFor('2024-11-05')).toBe('2024-11-05')
    expect(await versionFor('1999-01-01')).toBe('2025-11-25')
    expect(await versionFor(7)).toBe(-32_602)
    const early = await spoken(machine, [{ jsonrpc: '2.0', id: 1, method: 'tools/list' }])
    expect(early.answers).toMatchObject([{ id: 1, error: { code: -32_600 } }])
  })

  it('never crashes and never reveals a secret, whatever is called', async () => {
    const machine = await ready()
    const word = fc.oneof(
      fc.constantFrom('deploy', 'private', 'build', 'keyhold://secret/manual/deploy'),
      fc.string(),
    )
    const args = fc.oneof(
      fc.record({ key: word }),
      fc.record({ query: word }),
      fc.record({ keys: fc.array(word), reason: word }),
      fc.record({
        command: fc.array(word),
        variables: fc.dictionary(fc.constantFrom('A', 'B', '1'), word),
        reason: word,
      }),
      fc.record({ name: word }),
      fc.jsonValue(),
    )
    const call = fc.record({
      jsonrpc: fc.constantFrom('2.0', '1.0'),
      id: fc.oneof(fc.nat(50), fc.string(), fc.constant(null)),
      method: fc.oneof(
        { weight: 5, arbitrary: fc.constant('tools/call') },
        fc.constantFrom('tools/list', 'ping'),
      ),
      params: fc.record({
        name: fc.oneof(fc.constantFrom(...Object.keys(agentTools)), fc.string()),
        arguments: args,
      }),
    })
    await fc.assert(
      fc.asyncProperty(fc.array(fc.oneof(call, fc.json())), async (calls) => {
        const { code, text } = await spoken(machine, [START, ...calls])
        expect(code).toBe(EXIT.done)
        for (const secret of [SECRET, OTHER, ...machine.kept()]) expect(text).not.toContain(secret)
      }),
      { numRuns: 60 },
    )
  })
})
