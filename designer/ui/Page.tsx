// The shape of every page: one title (also the browser's), what is above it, one row of actions.
import { Link, type LinkProps } from '@tanstack/react-router';
import { useEffect, type ReactNode } from 'react';
import styles from './ui.module.css';

export interface Crumb {
  readonly label: string;
  readonly link: LinkProps;
}

export function useTitle(title: string): void {
  useEffect(() => {
    document.title = `${title} · Handrail`;
  }, [title]);
}

export function Page({ title, crumbs = [], marks, actions, children }: { readonly title: string; readonly crumbs?: readonly Crumb[]; readonly marks?: ReactNode; readonly actions?: ReactNode; readonly children: ReactNode }) {
  useTitle(title);
  return (
    <div className={styles.page}>
      <header className={styles.head}>
        {crumbs.length > 0 && (
          <nav aria-label="Where this is" className={styles.crumb}>
            {crumbs.map((crumb, index) => (
              <span key={crumb.label}>
                {index > 0 && '/ '}<Link {...crumb.link} activeOptions={{ exact: true }}>{crumb.label}</Link>
              </span>
            ))}
          </nav>
        )}
        <h1>{title}</h1>
        {marks}
        {actions && <div className={styles.actions}>{actions}</div>}
      </header>
      {children}
    </div>
  );
}

export function Empty({ title, children }: { readonly title: string; readonly children?: ReactNode }) {
  return (
    <div className={styles.empty}>
      <h2>{title}</h2>
      <div className="quiet">{children}</div>
    </div>
  );
}

export function Card({ title, children, actions }: { readonly title: string; readonly children: ReactNode; readonly actions?: ReactNode }) {
  return (
    <section className={styles.card} aria-label={title}>
      <header className={styles.row}>
        <h2>{title}</h2>
        {actions && <div style={{ marginLeft: 'auto' }} className={styles.row}>{actions}</div>}
      </header>
      {children}
    </section>
  );
}
