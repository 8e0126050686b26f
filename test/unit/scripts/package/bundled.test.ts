import { join } from 'node:path'
import { expect, it } from 'vitest'
import { ROOT } from '../../../../scripts/bootstrap/place.mjs'
import { packageFolderOf } from '../../../../scripts/bundled-packages.ts'

it.each([
  [join(ROOT, 'node_modules/zod/v4/core.js'), 'node_modules/zod'],
  [
    join(ROOT, 'node_modules/@bufbuild/protobuf/dist/esm/index.js?commonjs'),
    'node_modules/@bufbuild/protobuf',
  ],
  [`\0${join(ROOT, 'node_modules/react/index.js')}?commonjs-es-import`, 'node_modules/react'],
  [join(ROOT, 'node_modules/a/node_modules/b/index.js'), 'node_modules/a/node_modules/b'],
  ['node_modules/@fontsource-variable/inter/files/inter.woff2', 'node_modules/@fontsource-variable/inter'],
  ['../node_modules/@fontsource-variable/inter/files/inter.woff2', 'node_modules/@fontsource-variable/inter'],
  [join(ROOT, 'electron/app.ts'), undefined],
  ['\0vite/preload-helper.js', undefined],
])('%s belongs to %s', (id, folder) => {
  expect(packageFolderOf(id)).toBe(folder)
})
