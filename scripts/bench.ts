/**
 * `npm run bench`: measures what must be fast, prints a table and writes the same figures as JSON into `bench-results/`. Names as arguments (main,
 * walks, accounts, backup, files, page, frames, palette, presence, start, package, keychain, commands) select benchmarks. Exit code 1 only if a
 * measurement failed or none ran.
 */
import { spawnSync } from 'node:child_process'
import { mkdirSync, writeFileSync } from 'node:fs'
import { availableParallelism, cpus, loadavg } from 'node:os'
import { join } from 'node:path'
import { conclusion, figuresTable, assessmentOf, type Figure } from '../test/bench/figures.ts'
import { createGround, type Ground } from '../test/bench/ground.ts'
import { BENCHES, type BenchName } from '../test/bench/suite.ts'
import { ROOT } from './bootstrap/place.mjs'
import { buildIfNeeded } from './build.ts'
import { findElectron } from './electron-binary.ts'
import { missingForSession, throwawaySession } from './headless.ts'

const IN_SESSION = 'KEYHOLD_BENCH_SESSION'
const RESULTS_DIR = join(ROOT, 'bench-results')

const isName = (text: string): text is BenchName => Object.hasOwn(BENCHES, text)

async function main(args: readonly string[]): Promise<number> {
  const unknown = args.filter((arg) => !isName(arg))
  if (unknown.length > 0) {
    console.error(`Not a benchmark: ${unknown.join(', ')}. There are: ${Object.keys(BENCHES).join(', ')}.`)
    return 1
  }
  const build = await buildIfNeeded()
  if (!build.ok) {
    console.error(build.output)
    return 1
  }
  // On Linux, Electron gets a separate screen and keychain.
  const missing = missingForSession({ screen: true })
  const mayElectron = findElectron() !== undefined && missing.length === 0
  const isInside = process.platform !== 'linux' || process.env[IN_SESSION] !== undefined
  return mayElectron && !isInside ? again(args) : measure(args.filter(isName), mayElectron)
}

function again(args: readonly string[]): number {
  const { command, env } = throwawaySession({ screen: true })
  const [program = '', ...rest] = [...command, process.execPath, process.argv[1] ?? '', ...args]
  const { status } = spawnSync(program, rest, {
    stdio: 'inherit',
    env: { ...process.env, ...env, [IN_SESSION]: '1' },
  })
  return status ?? 1
}

async function measure(names: readonly BenchName[], mayElectron: boolean): Promise<number> {
  const machine = machineWords()
  console.log(`${machine}\n`)
  const ground = createGround(mayElectron, RESULTS_DIR)
  if (ground.electron === undefined)
    console.log('There is no Electron here: the page is measured in the browser host only.\n')
  const { figures, silent, hasFailed } = await runAll(
    names.length > 0 ? names : (Object.keys(BENCHES) as BenchName[]),
    ground,
  )
  ground.close()
  if (figures.length > 0) console.log(figuresTable(figures))
  const missed = figures.filter((figure) => assessmentOf(figure) === 'missed')
  for (const { what, note } of missed) console.log(`\nmissed: ${what}\n  ${note}`)
  console.log(`\n${conclusion(figures, silent)}`)
  if (figures.length > 0) console.log(`Written to ${write(machine, figures)}`)
  return hasFailed || figures.length === 0 ? 1 : 0
}

/** `silent`: benchmarks without a figure. If one fails, the figures of the others still count. */
async function runAll(names: readonly BenchName[], ground: Ground) {
  const figures: Figure[] = []
  const silent: BenchName[] = []
  let hasFailed = false
  for (const name of names) {
    console.error(`measuring: ${name}`)
    try {
      const found = await BENCHES[name](ground)
      if (found.length === 0) silent.push(name)
      figures.push(...found)
    } catch (error) {
      hasFailed = true
      console.error(`failed: ${name}`, error)
    }
  }
  return { figures, silent, hasFailed }
}

/** Other load on the machine distorts the figures, so the load is printed. */
function machineWords(): string {
  const model = cpus()[0]?.model ?? 'unknown processor'
  const load = loadavg().map((value) => value.toFixed(1))
  return `${process.platform}, ${String(availableParallelism())} x ${model}, Node ${process.versions.node}, load ${load.join(' ')}`
}

function write(machine: string, figures: readonly Figure[]): string {
  mkdirSync(RESULTS_DIR, { recursive: true })
  const at = new Date().toISOString()
  const path = join(RESULTS_DIR, `${at.replaceAll(':', '-')}.json`)
  const judged = figures.map((figure) => ({ ...figure, assessment: assessmentOf(figure) }))
  writeFileSync(path, `${JSON.stringify({ at, machine, figures: judged }, undefined, 2)}\n`)
  return path
}

process.exitCode = await main(process.argv.slice(2))
