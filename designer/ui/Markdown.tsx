// Instructions a unit wrote: Markdown, no raw HTML, and what remains is sanitized all the same.
import ReactMarkdown from 'react-markdown';
import rehypeSanitize from 'rehype-sanitize';
import styles from './ui.module.css';

export function Markdown({ text }: { readonly text: string }) {
  return (
    <div className={styles.reading}>
      <ReactMarkdown rehypePlugins={[rehypeSanitize]} components={{ a: ({ href, children }) => <a href={href} target="_blank" rel="noreferrer noopener">{children}</a>, img: () => null }}>{text}</ReactMarkdown>
    </div>
  );
}
