/** A git server over HTTP with a password: `git http-backend` behind node:http. */
import { execFileSync, spawn } from 'node:child_process'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import { newFolder } from '../program.ts'

export interface GitServer {
  /** `localhost:PORT` */
  readonly host: string
  /** The user names and passwords that were sent. */
  readonly signIns: string[]
}

/** Serves one repository, `org/repo.git`, with one commit. */
export async function startGitServer(user: string, password: string): Promise<GitServer> {
  const root = newFolder()
  const bare = join(root, 'org', 'repo.git')
  const git = (...args: string[]) =>
    execFileSync('git', args, { env: { ...process.env, HOME: root }, stdio: 'pipe' })
      .toString()
      .trim()
  git('init', '-q', '--bare', bare)
  const tree = git('-C', bare, 'hash-object', '-t', 'tree', '-w', '/dev/null')
  const author = ['-c', 'user.name=Dev', '-c', 'user.email=dev@example.com']
  const commit = git(...author, '-C', bare, 'commit-tree', '-m', 'First', tree)
  git('-C', bare, 'update-ref', 'HEAD', commit)

  const signIns: string[] = []
  const server = createServer((request, response) => {
    const { authorization = '' } = request.headers
    const given = Buffer.from(authorization.replace(/^Basic /, ''), 'base64').toString()
    if (authorization !== '') signIns.push(given)
    if (given === `${user}:${password}`) runBackend(root, request, response)
    else response.writeHead(401, { 'WWW-Authenticate': 'Basic realm="git"' }).end()
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => void server.close())
  return { host: `localhost:${(server.address() as AddressInfo).port}`, signIns }
}

function runBackend(root: string, request: IncomingMessage, response: ServerResponse): void {
  const { pathname, search } = new URL(request.url ?? '/', 'http://localhost')
  const { PATH } = process.env
  const backend = spawn('git', ['http-backend'], {
    env: {
      PATH,
      GIT_PROJECT_ROOT: root,
      GIT_HTTP_EXPORT_ALL: '1',
      PATH_INFO: pathname,
      QUERY_STRING: search.slice(1),
      REQUEST_METHOD: request.method,
      CONTENT_TYPE: request.headers['content-type'],
      HTTP_CONTENT_ENCODING: request.headers['content-encoding'],
      REMOTE_USER: 'dev',
    },
  })
  request.pipe(backend.stdin)
  const pieces: Buffer[] = []
  backend.stdout.on('data', (piece: Buffer) => void pieces.push(piece))
  backend.once('close', () => {
    const answer = Buffer.concat(pieces)
    const end = answer.indexOf('\r\n\r\n')
    const headers = answer.subarray(0, end).toString().split('\r\n')
    for (const header of headers) {
      const [name = '', value = ''] = header.split(': ')
      if (name === 'Status') response.statusCode = Number.parseInt(value, 10)
      else response.setHeader(name, value)
    }
    response.end(answer.subarray(end + 4))
  })
}
