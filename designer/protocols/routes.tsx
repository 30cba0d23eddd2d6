// The pages of this room, loaded together when it is first entered: React Flow and the inspector stay out of all others.
export { ComparePage } from './compare/ComparePage.tsx';
export { HeatPage } from '../supervision/HeatPage.tsx';
export { MigrationPage } from './move/MigrationPage.tsx';
export { MovePage } from './move/MovePage.tsx';
export { ProtocolPage } from './ProtocolPage.tsx';
export { ProtocolsPage } from './ProtocolsPage.tsx';
export { VersionPage } from './VersionPage.tsx';
export { WhatIfPage } from './WhatIfPage.tsx';
