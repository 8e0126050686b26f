import react from '@vitejs/plugin-react'
import { defineConfig } from 'electron-vite'
import manifest from './package.json' with { type: 'json' }
import { listBundledPackages } from './scripts/bundled-packages.ts'
import { preloadApp } from './scripts/preload-app.ts'

/** The packages with machine code, which cannot be bundled. */
const NATIVE = ['better-sqlite3', 'keytar']

export default defineConfig({
  main: {
    plugins: [listBundledPackages()],
    build: {
      // Everything but `main` runs in plain Node: tests, the demo and the browser host start the program (`app`) behind
      // its gate on a world of their own choice. One build, so that all share the classes they are told apart by.
      lib: {
        entry: {
          main: 'electron/main/main.ts',
          app: 'electron/app.ts',
          gate: 'electron/ipc/gate.ts',
          keychain: 'electron/os/keychain.ts',
          network: 'electron/os/network.ts',
          clipboard: 'electron/os/clipboard-secrets.ts',
          // A thread begins with a file of its own.
          thread: 'electron/worker/thread.ts',
          worker: 'electron/worker/worker.ts',
        },
        formats: ['es'],
      },
      // All pure JavaScript is bundled, so a package holds no folder of modules but the native ones.
      externalizeDeps: {
        exclude: Object.keys(manifest.dependencies).filter((name) => !NATIVE.includes(name)),
      },
    },
  },
  preload: {
    plugins: [listBundledPackages()],
    build: {
      lib: { entry: 'electron/preload.ts', formats: ['cjs'] },
      rolldownOptions: { output: { entryFileNames: '[name].cjs' } },
      isolatedEntries: true,
      externalizeDeps: false,
    },
  },
  renderer: {
    root: 'renderer',
    plugins: [react(), preloadApp(), listBundledPackages()],
    build: {
      minify: true, // a start parses the whole page: less text, sooner shown
      rolldownOptions: {
        input: {
          index: 'renderer/index.html',
          palette: 'renderer/palette.html',
          approval: 'renderer/approval.html',
        },
      },
    },
  },
})
