// The table of rooms in docs/architecture.md, as rules: who may import whom.
// A decision is every module of a subject that is neither its store nor, as in badges, made to touch the outside.
const decision = {
  path: '^shared/(access|authorization|awards|badges|communities|credits|digests|discussions|engagement|events|inquiry|mail|members|notifications|replies|transcripts)/',
  pathNot: [
    'store[.]ts$',
    // Its library's own ways of asking are made into a server there.
    '^shared/authorization/server[.]ts$',
    '^shared/badges/(issue|issue-document|verify|contexts|no-network)[.]ts$',
    '^shared/badges/(baking/bake-png|canonical/canonical-template|keys/jws|keys/signed-forms|status/status-bits)[.]ts$',
    '^shared/badges/images/(badge-image|image-chunks|image-png)[.]ts$',
    '^shared/transcripts/sfnt[.]ts$',
  ],
};

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    {
      name: 'decisions-are-pure',
      comment:
        'Models and decisions know no SDK and no framework of a function: they are told what they need.',
      severity: 'error',
      from: decision,
      to: {
        path: [
          'node_modules/@(aws-sdk|smithy|aws-lambda-powertools|middy)/',
          '^shared/platform/(table|bus|mail(?!-port)|queue|signer|observe|stream-consumer)',
        ],
      },
    },
    {
      name: 'decisions-do-no-io',
      comment: 'No node: module that reads, writes or asks the outside in a decision.',
      severity: 'error',
      from: decision,
      to: { dependencyTypes: ['core'], pathNot: '^(node:)?(crypto|buffer)$' },
    },
    {
      name: 'stores-keep-to-the-platform',
      comment:
        'A store knows its own subject, models, decisions, and the platform; never a function, a page, or the cloud.',
      severity: 'error',
      from: { path: '^shared/' },
      to: { path: '^(functions|web|infra|local|bench|commands|test)/' },
    },
    {
      name: 'only-the-platform-knows-aws',
      comment: 'The SDK is met in shared/platform, and in a store through lib-dynamodb.',
      severity: 'error',
      from: { path: '^(shared|web)/', pathNot: ['^shared/platform/', 'store[.]ts$'] },
      to: { path: 'node_modules/@aws-sdk' },
    },
    {
      name: 'no-function-imports-another',
      severity: 'error',
      from: { path: '^functions/([^/]+)/' },
      to: { path: '^functions/', pathNot: '^functions/$1/' },
    },
    {
      name: 'functions-use-shared-alone',
      severity: 'error',
      from: { path: '^functions/' },
      to: { path: '^(infra|local|bench|commands|test)/' },
    },
    {
      name: 'only-the-web-function-imports-pages',
      severity: 'error',
      from: { path: '^functions/', pathNot: '^functions/web/' },
      to: { path: '^web/' },
    },
    {
      name: 'pages-touch-no-store',
      comment: 'A page is given what it shows.',
      severity: 'error',
      from: { path: '^web/' },
      to: { path: ['store\\.ts$', '^(functions|infra|local|bench|commands|test)/'] },
    },
    {
      name: 'infra-knows-names-and-paths',
      comment: 'What is deployed is described, never called.',
      severity: 'error',
      from: { path: '^infra/' },
      to: { path: ['store\\.ts$', '^(functions|web|local|bench|test)/'] },
    },
    {
      name: 'no-circles',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    { name: 'nothing-unresolved', severity: 'error', from: {}, to: { couldNotResolve: true } },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^(cdk\\.out|\\.local|coverage)' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: `${__dirname}/tsconfig.json` },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'default', 'types'],
    },
  },
};
