/** IONOS Cloud Logging: one key per log pipeline. */
import { defineProvider } from '../define.ts'
import { checkLogs, LOG_FIELDS, readLogs, writeLogs } from '../ionos/logs.ts'
import { ionosService } from '../ionos/service.ts'

const service = ionosService({
  id: 'ionos-logging',
  name: 'IONOS Logging',
  summary: 'List, create and delete log pipelines; regenerate their keys or clone a pipeline.',
  docsUrl: 'https://docs.ionos.com/cloud/observability/logging-service',
  host: 'logging',
  privilege: 'accessAndManageLogging',
  data: 'logs',
  door: '',
  fields: LOG_FIELDS,
  properties: (draft) => ({ logs: writeLogs(draft) }),
  copied: readLogs,
})

export default defineProvider({
  ...service,
  create: {
    ...service.create,
    check(draft, settings) {
      const checked = service.create.check(draft, settings)
      checkLogs(checked.draft)
      return checked
    },
  },
})
