/** A plugin of the bundler: a page that imports its app later fetches the app's files while it draws its first frame. */
import type { HtmlTagDescriptor, Plugin } from 'vite'

const preloadOf = (fileName: string): HtmlTagDescriptor => ({
  tag: 'link',
  attrs: { rel: 'modulepreload', href: `./${fileName}` },
  injectTo: 'head',
})

export function preloadApp(): Plugin {
  return {
    name: 'keyhold:preload-app',
    transformIndexHtml: {
      order: 'post',
      handler: (_html, { bundle = {}, chunk }) =>
        (chunk?.dynamicImports ?? []).flatMap((app) => {
          const part = bundle[app]
          const imports = part?.type === 'chunk' ? part.imports : []
          return [app, ...imports.filter((file) => !chunk?.imports.includes(file))].map(preloadOf)
        }),
    },
  }
}
