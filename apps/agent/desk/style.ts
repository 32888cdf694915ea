/** The desk: a wooden top, readers that stand on it, cards that lie there. Everything is drawn here, no pictures. */
export const deskStyle = `
.desk { background: linear-gradient(178deg, #efe6d6, #e2d4bc); border: 1px solid #cbb894; border-radius: var(--radius-l); padding: var(--space-5); margin: 0 0 var(--space-6); color: #2b2415; }
.desk h2 { color: #2b2415; }
.desk .soft { color: #54482f; }
.desk-readers { list-style: none; padding: 0; margin: 0 0 var(--space-6); display: grid; gap: var(--space-5); grid-template-columns: repeat(auto-fill, minmax(min(100%, 19rem), 1fr)); }
.desk-readers > li { margin: 0; }
.desk-reader { display: flex; flex-direction: column; align-items: stretch; }
.slot { position: relative; height: 11.5rem; display: flex; justify-content: center; align-items: flex-end; overflow: hidden; }
.slot .vcard { width: min(16.5rem, 92%); transform: translateY(22%); box-shadow: 0 -2px 14px rgb(40 30 10 / 18%); animation: put-in 0.5s ease-out; }
.slot .slot-empty { margin: 0 auto var(--space-4); padding: var(--space-3) var(--space-4); border: 2px dashed #a58f63; border-radius: var(--radius-m); color: #54482f; text-align: center; max-width: 15rem; }
.reader-unit { position: relative; background: linear-gradient(#3c474d, #1f272b); color: #f3f6f7; border-radius: 8px 8px 18px 18px; padding: var(--space-4) var(--space-4) var(--space-3); box-shadow: 0 10px 22px rgb(40 30 10 / 30%); }
.reader-unit::before { content: ""; position: absolute; top: 0; left: 8%; right: 8%; height: 8px; border-radius: 0 0 6px 6px; background: #05080a; }
.reader-unit h3 { margin: var(--space-1) 0 0; font-size: 1rem; color: inherit; display: flex; gap: var(--space-2); align-items: center; }
.lamp { width: 0.7rem; height: 0.7rem; border-radius: 50%; background: #6b767b; flex: none; }
.lamp.on { background: #6fe39a; box-shadow: 0 0 8px #6fe39a; }
.reader-unit p { margin: 0; color: #cfd9dd; font-size: var(--size-s); }
.reader-unit .button { margin-top: var(--space-3); }
.desk-cards { list-style: none; padding: 0; margin: 0; display: grid; gap: var(--space-5); grid-template-columns: repeat(auto-fill, minmax(min(100%, 15.5rem), 1fr)); align-items: start; }
.desk-cards > li { margin: 0; max-width: 19rem; }
.sticky { position: relative; z-index: 1; width: max-content; max-width: 88%; margin: -0.7rem var(--space-2) 0 auto; padding: var(--space-2) var(--space-3); background: #fff3a8; color: #3a3208; font-size: var(--size-s); line-height: 1.5; transform: rotate(-1.6deg); box-shadow: 0 3px 8px rgb(40 30 10 / 22%); }
.sticky code { font-weight: 700; }
.vcard { position: relative; aspect-ratio: 1.586; border-radius: 14px; padding: var(--space-3) var(--space-4); display: flex; flex-direction: column; justify-content: space-between; color: #fff; background: linear-gradient(135deg, #1c6a80, #0c3b49 60%, #0a2e39); border: 1px solid rgb(0 0 0 / 25%); box-shadow: 0 6px 16px rgb(40 30 10 / 25%); line-height: 1.4; }
.vcard.is-blank { background: linear-gradient(135deg, #ffffff, #e9e7e0); color: #2b2f31; border-color: #c9c4b6; }
.vcard.is-foreign { background: linear-gradient(135deg, #6d5a86, #40335a); }
.vcard-top { display: flex; justify-content: space-between; gap: var(--space-2); align-items: flex-start; font-size: var(--size-s); }
.vcard-top .seal { width: 1.7rem; height: 1.7rem; font-size: 1rem; }
.vcard-label { font-weight: 700; overflow-wrap: anywhere; }
.vcard-holder { font-weight: 700; overflow-wrap: anywhere; display: -webkit-box; -webkit-box-orient: vertical; -webkit-line-clamp: 2; overflow: hidden; }
.vcard-number { font-family: var(--font-mono); font-size: 0.9375rem; letter-spacing: 0.04em; display: block; }
.vcard-soft { opacity: 0.92; font-size: 0.8125rem; display: block; }
.vcard-actions { display: flex; flex-wrap: wrap; gap: var(--space-2); align-items: center; margin-top: var(--space-3); }
.vcard-actions .button, .desk-tools .button { background: #fffdf8; color: #2b2415; border-color: #7d6a45; }
.vcard-actions .button:hover, .desk-tools .button:hover { background: #fff3d6; }
.desk-tools { display: flex; flex-wrap: wrap; gap: var(--space-3); align-items: end; margin-top: var(--space-5); }
.stack { position: relative; }
.stack .vcard { box-shadow: 0 6px 16px rgb(40 30 10 / 22%), 5px 6px 0 -1px #dedacd, 5px 6px 0 0 #bdb7a5, 10px 12px 0 -1px #d6d1c2, 10px 12px 0 0 #b3ad9a; }
.stack-actions { margin-top: calc(var(--space-3) + 12px); }
@keyframes put-in { from { transform: translateY(-30%); opacity: 0; } }
.desk-empty { margin: 0; color: #54482f; }
.desk code { color: inherit; }
`;
