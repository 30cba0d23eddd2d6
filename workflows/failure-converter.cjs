// Texts and stack traces of failures go through the payload codec like everything else. A file of its own, and CommonJS,
// because the SDK takes a path: it is required by client and worker and bundled into the sandbox.
const { DefaultFailureConverter } = require('@temporalio/common');

exports.failureConverter = new DefaultFailureConverter({ encodeCommonAttributes: true });
