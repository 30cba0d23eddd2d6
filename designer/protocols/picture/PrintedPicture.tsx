// All of a picture, on paper alone: what stands in the page can be moved and shows only a part of itself.
import type { Rect } from '../../../picture/route.ts';
import type { Scene } from '../../../picture/scene.ts';
import styles from './picture.module.css';
import { ScenePicture } from './ScenePicture.tsx';

export function PrintedPicture({ scene, view = scene, label }: { readonly scene: Scene; readonly view?: Rect; readonly label: string }) {
  return <div className={styles.printed} aria-hidden="true"><ScenePicture scene={scene} view={view} lit={null} label={label} /></div>;
}
