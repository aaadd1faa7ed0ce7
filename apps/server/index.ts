export {
  allowsDemo,
  checkoutFolder,
  dataDirOf,
  loadAllSettings,
  type ServerSettings,
  WrongConfiguration,
} from './installation/configuration.ts';
export { type OpenInstallation, openInstallation } from './installation/open-installation.ts';
export { migrateDatabase, reachDatabase } from './installation/open-database.ts';
export { describeInstallation } from './installation/configuration.ts';
export { moveTenant, movingTables } from './installation/move-tenant.ts';
export type { Report } from './installation/report.ts';
export { openEdge } from './edge/open-edge.ts';
export { explainFailure } from './explain-failure.ts';
export { modules } from './modules.ts';
export { runInForeground } from './run-in-foreground.ts';
export { type RunningServer, startServer, startWorkers } from './start-server.ts';
export { serveRoutes } from './serve-routes.ts';
export { paymentSettings } from './installation/payment-settings.ts';
export { storeSettings } from './installation/store-settings.ts';
export { serverSettings } from './settings.ts';
export { seedDemo } from './demo/seed-demo.ts';
export type { Finding } from './operations/finding.ts';
export { inspect, type Inspection } from './operations/inspect.ts';
export { sendTestMail } from './operations/send-test-mail.ts';
export { version } from './version.ts';
