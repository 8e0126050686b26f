import { describe, expect, it } from 'vitest'
import { createMatching, type Lacking } from '../../../../electron/core/import/match-entries.ts'
import type { ShapedEntry } from '../../../../electron/core/ports/worker.ts'
import { KeyId } from '../../../../shared/model/model.ts'

const key = (id: string, more: Partial<Lacking> = {}): Lacking => ({
  ...{ id: KeyId.parse(id), name: id, handle: undefined, environment: '', provider: 'vercel' },
  ...more,
})
const entry = (more: Partial<ShapedEntry> = {}): ShapedEntry => ({
  ...{
    name: 'anything',
    secret: 'wJalrXUtnFEMI',
    isSecret: true,
    tags: [],
    shape: undefined,
    place: { file: '.env' },
  },
  ...more,
})
const ID = 'AKIAIOSFODNN7EXAMPLE'
const OTHER = 'AKIAI44QH8DHBEXAMPLE'
const aws = (id: string, handle: string) =>
  key(id, { handle, provider: 'aws-iam', environment: 'AWS_SECRET_ACCESS_KEY', name: 'deploy' })

describe('a secret joins', () => {
  it('the key whose public half its file names, before every other sign', () => {
    const find = createMatching([aws('one', OTHER), aws('two', ID), key('three', { name: 'AWS default' })])
    const fromFile = { name: 'AWS default', variable: 'AWS_SECRET_ACCESS_KEY', provider: 'aws-iam' }
    expect(find(entry({ ...fromFile, handle: ID }))).toBe('two')
    expect(find(entry({ ...fromFile, handle: OTHER }))).toBe('one')
  })

  it('no key with another public half, even of its name or variable', () => {
    const find = createMatching([aws('one', OTHER)])
    expect(find(entry({ variable: 'AWS_SECRET_ACCESS_KEY', handle: ID }))).toBeUndefined()
    expect(find(entry({ name: 'Deploy', handle: ID }))).toBeUndefined()
    expect(find(entry({ variable: 'AWS_SECRET_ACCESS_KEY' }))).toBe('one')
  })

  it('the key whose handle it begins with, or whose two ends it has', () => {
    const find = createMatching([
      key('whole', { handle: 'abcdefgh' }),
      key('ends', { handle: 'vcp_12…wxyz' }),
      key('short', { handle: 'ab' }),
    ])
    expect(find(entry({ secret: 'abcdefgh-and-more' }))).toBe('whole')
    expect(find(entry({ secret: 'vcp_12-middle-wxyz' }))).toBe('ends')
    expect(find(entry({ secret: 'vcp_12-middle-wxy' }))).toBeUndefined()
    expect(find(entry({ secret: 'abx' }))).toBeUndefined()
  })

  it('the key of its name, in any case, then of its variable', () => {
    const find = createMatching([key('a', { name: 'Grafana' }), key('b', { environment: 'GRAFANA' })])
    expect(find(entry({ name: ' grafana ', variable: 'GRAFANA' }))).toBe('a')
    expect(find(entry({ variable: 'GRAFANA' }))).toBe('b')
  })

  it('none where several fit, or only one of another service', () => {
    const find = createMatching([
      key('a', { name: 'ci' }),
      key('b', { name: 'CI' }),
      key('c', { name: 'web' }),
    ])
    expect(find(entry({ name: 'ci' }))).toBeUndefined()
    expect(find(entry({ name: 'web', provider: 'gitlab' }))).toBeUndefined()
    expect(find(entry({ name: 'web', provider: 'vercel' }))).toBe('c')
  })
})
