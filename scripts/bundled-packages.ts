/** A bundler plugin that records which npm packages a bundle contains, for the notices and the bill of materials of a package. */
import type { Plugin } from 'vite'

/** The file that each of the three builds (main, preload, renderer) adds to its output. A JSON list of {@link packageFolderOf}. */
export const BUNDLED_LIST = 'bundled-packages.json'

/**
 * The folder of the package that a module belongs to, relative to the project's folder: `node_modules/zod`, or `node_modules/a/node_modules/b`.
 * `undefined` for the project's own modules.
 */
export function packageFolderOf(moduleId: string): string | undefined {
  const [path = ''] = moduleId.replaceAll('\\', '/').split('?')
  return /node_modules\/(?:.*\/node_modules\/)?(?:@[^/]+\/)?[^/]+(?=\/)/.exec(path)?.[0]
}

export function listBundledPackages(): Plugin {
  return {
    name: 'keyhold:bundled-packages',
    generateBundle(_options, bundle) {
      const sources = Object.values(bundle).flatMap((part) =>
        part.type === 'chunk' ? part.moduleIds : part.originalFileNames,
      )
      const folders = new Set(sources.map(packageFolderOf).filter((folder) => folder !== undefined))
      const source = `${JSON.stringify([...folders].sort(), undefined, 2)}\n`
      this.emitFile({ type: 'asset', fileName: BUNDLED_LIST, source })
    },
  }
}
