/** IONOS Cloud Monitoring: one key per metrics pipeline. */
import { defineProvider } from '../define.ts'
import { ionosService } from '../ionos/service.ts'

export default defineProvider(
  ionosService({
    id: 'ionos-monitoring',
    name: 'IONOS Monitoring',
    summary: 'List, create and delete metrics pipelines; regenerate their keys or clone a pipeline.',
    docsUrl: 'https://docs.ionos.com/cloud/observability/monitoring-service',
    host: 'monitoring',
    privilege: 'accessAndManageMonitoring',
    data: 'metrics',
    door: 'api/v1/push', // Prometheus remote write
    fields: [],
    properties: () => ({}),
    copied: () => ({}),
  }),
)
