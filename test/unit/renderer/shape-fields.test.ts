import { describe, expect, it } from 'vitest'
import { fieldsFromShape } from '../../../renderer/screens/add-key/shape-fields.ts'
import { KEY_SHAPES, shapeById } from '../../../shared/shapes/match-shape.ts'
import { localFields } from '../../../electron/core/keys/local-fields.ts'
import { keyRecord } from '../../fakes/records.ts'

const EMPTY = { name: '', environment: '', consoleUrl: '', tags: '', notes: '' }
const github = shapeById('github-classic')!

describe('the fields from a shape', () => {
  it('are the name, the variable and the page', () =>
    expect(fieldsFromShape(github, EMPTY)).toEqual({
      name: 'GitHub personal access token (classic)',
      environment: 'GITHUB_TOKEN',
      consoleUrl: 'https://github.com/settings/tokens',
    }))

  it('never replace what was typed', () => {
    const typed = { ...EMPTY, name: 'mine', environment: 'GH' }
    expect(fieldsFromShape(github, typed)).toEqual({ consoleUrl: github.page })
    expect(fieldsFromShape(github, { ...typed, consoleUrl: 'https://x.example' })).toEqual({})
  })

  it('lack what nobody knows of such keys', () =>
    expect(fieldsFromShape(shapeById('jwt')!, EMPTY)).toEqual({
      name: 'JSON Web Token',
      environment: 'ACCESS_TOKEN',
    }))

  it.each(KEY_SHAPES)('are accepted by main, of $id', (shape) =>
    expect(localFields(keyRecord(), fieldsFromShape(shape, EMPTY))).toMatchObject({ name: shape.name }),
  )
})
