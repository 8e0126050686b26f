import { expect, it } from 'vitest'
import { readFile } from '../../../electron/formats/read-file.ts'
import { catalogueNames } from '../../../electron/providers/registry.ts'

const handles = async (...lines: readonly string[]) => {
  const bytes = new TextEncoder().encode(lines.join('\n'))
  const { entries } = await readFile({ file: '.env', bytes })
  return Object.fromEntries(entries.map(({ name, handle, tags }) => [name, [handle, ...tags]]))
}

it('pairs the two halves of each key in one file', async () => {
  const found = await handles(
    'AWS_SECRET_ACCESS_KEY=secret-one',
    'AWS_ACCESS_KEY_ID=AKIAIOSFODNN7EXAMPLE',
    'PROD_AWS_ACCESS_KEY_ID=AKIAI44QH8DHBEXAMPLE',
    'PROD_AWS_SECRET_ACCESS_KEY=secret-two',
    'CF_ACCESS_CLIENT_ID=0123456789abcdef.access',
    'CF_ACCESS_CLIENT_SECRET=secret-three',
    'LONELY_CLIENT_SECRET=secret-four',
  )
  expect(found).toMatchObject({
    AWS_SECRET_ACCESS_KEY: ['AKIAIOSFODNN7EXAMPLE', 'aws-access-key-id:AKIAIOSFODNN7EXAMPLE'],
    PROD_AWS_SECRET_ACCESS_KEY: ['AKIAI44QH8DHBEXAMPLE', 'aws-access-key-id:AKIAI44QH8DHBEXAMPLE'],
    CF_ACCESS_CLIENT_SECRET: ['0123456789abcdef.access'],
    LONELY_CLIENT_SECRET: [undefined],
    AWS_ACCESS_KEY_ID: [undefined],
  })
})

it('takes a whole public key for no id', async () => {
  const found = await handles('A_PRIVATE_KEY=secret-one', 'A_PUBLIC_KEY="-----BEGIN PUBLIC KEY-----\nMII"')
  expect(found.A_PRIVATE_KEY).toEqual([undefined])
})

/** Services that formats name, but that no provider of Keyhold connects to. */
const WITHOUT_PROVIDER = ['github']

it('names only providers of the catalogue', () => {
  const sources = import.meta.glob<string>('../../../electron/formats/*.ts', {
    ...{ query: '?raw', import: 'default', eager: true },
  })
  const named = Object.values(sources).flatMap((text) =>
    [...text.matchAll(/\bprovider: '([^']+)'/g)].map(([, id]) => id),
  )
  expect(new Set(named).size).toBeGreaterThan(2)
  const known = [...catalogueNames().map(({ id }) => id), ...WITHOUT_PROVIDER]
  expect(known).toEqual(expect.arrayContaining(named))
})
