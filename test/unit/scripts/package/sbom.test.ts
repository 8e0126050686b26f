import { expect, it, vi } from 'vitest'
import type { Component } from '../../../../scripts/package/components.ts'
import { noticesText } from '../../../../scripts/package/notices.ts'
import { npmBom, packageBom, type Bom } from '../../../../scripts/package/sbom.ts'
import { madeUpProduct } from './product-fixture.ts'

const component = (name: string, more: Partial<Component> = {}): Component => ({
  name,
  version: '1.0.0',
  licence: 'MIT',
  texts: [`The words of ${name}`],
  ...more,
})

const inBom = (name: string) => ({
  'bom-ref': `${name}@1.0.0`,
  name,
  version: '1.0.0',
  properties: [{ name: 'cdx:npm:package:development', value: 'true' }],
})

const whole: Bom = {
  bomFormat: 'CycloneDX',
  serialNumber: 'urn:uuid:of-this-run',
  metadata: { timestamp: 'now', component: { 'bom-ref': 'keyhold@1.2.3', type: 'library' } },
  components: ['react', 'scheduler', 'vitest'].map(inBom),
  dependencies: [
    { ref: 'keyhold@1.2.3', dependsOn: ['react@1.0.0', 'vitest@1.0.0'] },
    { ref: 'react@1.0.0', dependsOn: ['scheduler@1.0.0'] },
    { ref: 'vitest@1.0.0', dependsOn: ['react@1.0.0'] },
  ],
}

const shipped = [component('react'), component('scheduler')]

it('has the packages of the page also after a build has set NODE_ENV', () => {
  vi.stubEnv('NODE_ENV', 'production')
  expect(npmBom().components.map(({ name }) => name)).toEqual(expect.arrayContaining(['react', 'zod']))
})

it('lists what is shipped, Electron among it, and no tool of the development', () => {
  const bom = packageBom(whole, shipped, madeUpProduct)
  expect(bom.components.map(({ name }) => name)).toEqual(['react', 'scheduler', 'electron'])
  expect(JSON.stringify(bom)).not.toContain('vitest')
  expect(JSON.stringify(bom)).not.toContain('development')
  expect(bom.dependencies).toEqual([
    { ref: 'keyhold@1.2.3', dependsOn: ['react@1.0.0', 'electron-runtime@45.4.1'] },
    { ref: 'react@1.0.0', dependsOn: ['scheduler@1.0.0'] },
    { ref: 'electron-runtime@45.4.1', dependsOn: [] },
  ])
  expect(bom.metadata.component).toMatchObject({ type: 'application', name: 'keyhold' })
})

it('has the same time and number for the same content, and another number for another', () => {
  const [one, other] = ['first', 'second'].map((run) =>
    packageBom({ ...whole, serialNumber: run }, shipped, madeUpProduct),
  )
  expect(one).toEqual(other)
  expect(one?.serialNumber).toMatch(/^urn:uuid:[\da-f]{8}-[\da-f]{4}-8[\da-f]{3}-8[\da-f]{3}-[\da-f]{12}$/)
  expect(one?.metadata.timestamp).toBe('2023-11-14T22:13:20.000Z')
  const less = packageBom(whole, [component('react')], madeUpProduct)
  expect(less.serialNumber).not.toBe(one?.serialNumber)
})

it('refuses to leave out what is shipped', () => {
  expect(() => packageBom(whole, [component('unheard-of')], madeUpProduct)).toThrow('unheard-of@1.0.0')
})

it('quotes each licence, and leads from a package without its words to the same words elsewhere', () => {
  const text = noticesText(
    [
      component('react'),
      component('protobuf', { licence: '(Apache-2.0 AND BSD-3-Clause)', texts: [] }),
      component('date', { licence: 'Apache-2.0' }),
    ],
    '45.4.1',
  )
  expect(text).toContain('The words of react')
  expect(text).toContain(
    'Licence: (Apache-2.0 AND BSD-3-Clause)\n\nThe package has no licence text of its own. The text of Apache-2.0',
  )
  expect(() => noticesText([component('lone', { licence: 'ISC', texts: [] })], '45.4.1')).toThrow('lone')
})
