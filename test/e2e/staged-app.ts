/** Copies the built program and everything that it needs to run to a folder that an unprivileged user may read. */
import { chmodSync, cpSync, existsSync, mkdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { ROOT } from '../../scripts/bootstrap/place.mjs'

const Manifest = z.object({
  dependencies: z.record(z.string(), z.string()).optional(),
  optionalDependencies: z.record(z.string(), z.string()).optional(),
})

/** A checkout may be in a folder that only its owner can enter; `targetDir` must not be. */
export function stageApp(targetDir: string): void {
  mkdirSync(targetDir, { recursive: true })
  chmodSync(targetDir, 0o755)
  for (const name of ['package.json', 'out', 'resources', 'scripts/throwaway-session.sh'])
    cpSync(join(ROOT, name), join(targetDir, name), { recursive: true })
  for (const name of runtimePackages())
    cpSync(join(ROOT, 'node_modules', name), join(targetDir, 'node_modules', name), { recursive: true })
}

/** The packages that the program loads when it runs, with their dependencies. Packages in a package's own folder are copied with it. */
function runtimePackages(): ReadonlySet<string> {
  const found = new Set<string>()
  const waiting = dependenciesOf(ROOT)
  for (let name = waiting.pop(); name !== undefined; name = waiting.pop()) {
    const folder = join(ROOT, 'node_modules', name)
    if (found.has(name) || !existsSync(folder)) continue
    found.add(name)
    waiting.push(...dependenciesOf(folder))
  }
  return found
}

function dependenciesOf(packageDir: string): string[] {
  const manifest = Manifest.parse(JSON.parse(readFileSync(join(packageDir, 'package.json'), 'utf8')))
  return Object.keys({ ...manifest.dependencies, ...manifest.optionalDependencies })
}
