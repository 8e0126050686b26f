/** The bill of materials in CycloneDX format: npm's own, reduced to what the package contains, plus Electron. */
import { createHash } from 'node:crypto'
import { z } from 'zod'
import type { Component } from './components.ts'
import type { Product } from './product.ts'
import { runProgram } from './programs.ts'

/** The part of npm's output that is changed; the rest stays the same. */
const Bom = z.looseObject({
  serialNumber: z.string(),
  metadata: z.looseObject({ timestamp: z.string(), component: z.looseObject({ 'bom-ref': z.string() }) }),
  components: z.array(z.looseObject({ 'bom-ref': z.string(), name: z.string(), version: z.string() })),
  dependencies: z.array(z.object({ ref: z.string(), dependsOn: z.array(z.string()) })),
})

export type Bom = z.infer<typeof Bom>

/** Runs npm, which reads the lock file and uses no network. With `NODE_ENV` set to `production`, npm would leave out the page's packages. */
export const npmBom = (): Bom =>
  Bom.parse(
    JSON.parse(
      runProgram('npm', ['sbom', '--sbom-format', 'cyclonedx', '--package-lock-only', '--include=dev']),
    ),
  )

/**
 * Keeps what the package contains: the components by name and version, and the dependencies among them. The time and the serial number are the same
 * for the same content. Pure.
 */
export function packageBom(whole: Bom, components: readonly Component[], product: Product): Bom {
  const { manifest, packageVersion, electronVersion, epoch } = product
  const refs = new Set(components.map(({ name, version }) => `${name}@${version}`))
  const kept = whole.components.filter((each) => refs.has(`${each.name}@${each.version}`))
  const missing = [...refs].filter((ref) => !kept.some(({ name, version }) => `${name}@${version}` === ref))
  if (missing.length > 0) throw new Error(`npm does not know ${missing.join(', ')}`)
  const electron = {
    'bom-ref': `electron-runtime@${electronVersion}`,
    type: 'framework',
    name: 'electron',
    version: electronVersion,
    scope: 'required',
    purl: `pkg:github/electron/electron@v${electronVersion}`,
    licenses: [{ license: { id: 'MIT' } }],
  }
  const root = {
    ...whole.metadata.component,
    type: 'application',
    name: manifest.name,
    version: packageVersion,
  }
  const keptRefs = new Set([...kept.map((each) => each['bom-ref']), root['bom-ref']])
  const needs = whole.dependencies
    .filter(({ ref }) => keptRefs.has(ref))
    .map(({ ref, dependsOn }) => ({
      ref,
      dependsOn: [
        ...dependsOn.filter((each) => keptRefs.has(each)),
        ...(ref === root['bom-ref'] ? [electron['bom-ref']] : []),
      ],
    }))
  const content = {
    ...whole,
    metadata: { ...whole.metadata, timestamp: new Date(epoch * 1_000).toISOString(), component: root },
    components: [...kept.map((each) => withoutDevelopment(each)), electron],
    dependencies: [...needs, { ref: electron['bom-ref'], dependsOn: [] }],
  }
  return { ...content, serialNumber: `urn:uuid:${uuidOf({ ...content, serialNumber: '' })}` }
}

/** npm marks most of the page's packages as development dependencies, because they are bundled. In the package they are not. */
function withoutDevelopment(component: Bom['components'][number]): Bom['components'][number] {
  const { properties } = component
  if (!Array.isArray(properties)) return component
  const isKept = (each: unknown) => !JSON.stringify(each).includes('cdx:npm:package:development')
  return { ...component, properties: properties.filter(isKept) }
}

/** A UUID (version 8, custom) derived from the content. */
function uuidOf(content: unknown): string {
  const hex = createHash('sha256').update(JSON.stringify(content)).digest('hex')
  return [
    hex.slice(0, 8),
    hex.slice(8, 12),
    `8${hex.slice(13, 16)}`,
    `8${hex.slice(17, 20)}`,
    hex.slice(20, 32),
  ].join('-')
}
