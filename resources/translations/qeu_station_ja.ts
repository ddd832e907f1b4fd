<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="ja" sourcelanguage="en">
<context>
    <name>About</name>
    <message>
        <source>About QEU Station</source>
        <translation>QEU Stationについて</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>閉じる</translation>
    </message>
    <message>
        <source>Compares a part with one that passed, cell by cell, and keeps a record that proves itself. Apache License 2.0.</source>
        <translation>ワークを合格品とセルごとに比べ、改ざんを見破れる記録を残します。Apache License 2.0。</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>コピー</translation>
    </message>
    <message>
        <source>Home</source>
        <translation>ホーム</translation>
    </message>
    <message>
        <source>Journal</source>
        <translation>記録</translation>
    </message>
    <message>
        <source>Log</source>
        <translation>ログ</translation>
    </message>
</context>
<context>
    <name>Actions</name>
    <message>
        <source>About QEU Station</source>
        <translation>QEU Stationについて</translation>
    </message>
    <message>
        <source>Agree with the verdict</source>
        <translation>判定に同意</translation>
    </message>
    <message>
        <source>All NG</source>
        <translation>全部 NG</translation>
    </message>
    <message>
        <source>All OK</source>
        <translation>全部 OK</translation>
    </message>
    <message>
        <source>All selected pairs are NG</source>
        <translation>選択したペアをすべて NG</translation>
    </message>
    <message>
        <source>All selected pairs are OK</source>
        <translation>選択したペアをすべて OK</translation>
    </message>
    <message>
        <source>All selected pairs: same as the last one</source>
        <translation>選択したペアをすべて直前と同じ</translation>
    </message>
    <message>
        <source>Batch</source>
        <translation>バッチ</translation>
    </message>
    <message>
        <source>Batches</source>
        <translation>バッチ</translation>
    </message>
    <message>
        <source>Batches screen</source>
        <translation>バッチ画面</translation>
    </message>
    <message>
        <source>Begin a new shift…</source>
        <translation>新しいシフトを開始…</translation>
    </message>
    <message>
        <source>Blink</source>
        <translation>交互</translation>
    </message>
    <message>
        <source>Blink reference and test</source>
        <translation>基準とテストを交互に表示</translation>
    </message>
    <message>
        <source>Box</source>
        <translation>枠</translation>
    </message>
    <message>
        <source>Camera</source>
        <translation>カメラ</translation>
    </message>
    <message>
        <source>Camera or video…</source>
        <translation>カメラ・動画…</translation>
    </message>
    <message>
        <source>Cancel the batch</source>
        <translation>バッチを中止</translation>
    </message>
    <message>
        <source>Change product…</source>
        <translation>製品を変更…</translation>
    </message>
    <message>
        <source>Choose recipe…</source>
        <translation>レシピを選ぶ…</translation>
    </message>
    <message>
        <source>Close source</source>
        <translation>入力元を閉じる</translation>
    </message>
    <message>
        <source>Close what is reviewed</source>
        <translation>レビュー対象を閉じる</translation>
    </message>
    <message>
        <source>Columns of the list…</source>
        <translation>一覧の列…</translation>
    </message>
    <message>
        <source>Correct</source>
        <translation>訂正</translation>
    </message>
    <message>
        <source>Delete the batch…</source>
        <translation>バッチを削除…</translation>
    </message>
    <message>
        <source>Deselect</source>
        <translation>選択を解除</translation>
    </message>
    <message>
        <source>Difference</source>
        <translation>差分</translation>
    </message>
    <message>
        <source>Draw a box around a defect</source>
        <translation>欠陥を枠で囲む</translation>
    </message>
    <message>
        <source>Export the selection…</source>
        <translation>選択をエクスポート…</translation>
    </message>
    <message>
        <source>File</source>
        <translation>ファイル</translation>
    </message>
    <message>
        <source>Find</source>
        <translation>探す</translation>
    </message>
    <message>
        <source>Find an action…</source>
        <translation>操作を探す…</translation>
    </message>
    <message>
        <source>First part</source>
        <translation>最初のワーク</translation>
    </message>
    <message>
        <source>Fit</source>
        <translation>全体</translation>
    </message>
    <message>
        <source>Fit pictures</source>
        <translation>画像を全体表示</translation>
    </message>
    <message>
        <source>Full screen</source>
        <translation>全画面</translation>
    </message>
    <message>
        <source>Go on with the training</source>
        <translation>学習を続ける</translation>
    </message>
    <message>
        <source>Help</source>
        <translation>ヘルプ</translation>
    </message>
    <message>
        <source>Hold the queue, or release it</source>
        <translation>キューを保留／解除</translation>
    </message>
    <message>
        <source>Hold, release</source>
        <translation>保留／解除</translation>
    </message>
    <message>
        <source>Import corrections…</source>
        <translation>訂正を取り込む…</translation>
    </message>
    <message>
        <source>Inspect</source>
        <translation>検査</translation>
    </message>
    <message>
        <source>Inspect screen</source>
        <translation>検査画面</translation>
    </message>
    <message>
        <source>Keyboard shortcuts</source>
        <translation>キーボードショートカット</translation>
    </message>
    <message>
        <source>Last part</source>
        <translation>最後のワーク</translation>
    </message>
    <message>
        <source>List</source>
        <translation>一覧</translation>
    </message>
    <message>
        <source>List everything</source>
        <translation>すべて表示</translation>
    </message>
    <message>
        <source>Log</source>
        <translation>ログ</translation>
    </message>
    <message>
        <source>Make the list anew</source>
        <translation>一覧を作り直す</translation>
    </message>
    <message>
        <source>New batch…</source>
        <translation>新しいバッチ…</translation>
    </message>
    <message>
        <source>New product…</source>
        <translation>新しい製品…</translation>
    </message>
    <message>
        <source>Next</source>
        <translation>次へ</translation>
    </message>
    <message>
        <source>Next pair not reviewed</source>
        <translation>次の未レビューのペア</translation>
    </message>
    <message>
        <source>Next part</source>
        <translation>次のワーク</translation>
    </message>
    <message>
        <source>Note…</source>
        <translation>メモ…</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>開く</translation>
    </message>
    <message>
        <source>Open a batch…</source>
        <translation>バッチを開く…</translation>
    </message>
    <message>
        <source>Open batch</source>
        <translation>バッチを開く</translation>
    </message>
    <message>
        <source>Open folder of pairs…</source>
        <translation>画像ペアのフォルダーを開く…</translation>
    </message>
    <message>
        <source>Open the sample product</source>
        <translation>サンプル製品を開く</translation>
    </message>
    <message>
        <source>Open the training&apos;s report</source>
        <translation>学習のレポートを開く</translation>
    </message>
    <message>
        <source>Open this station&apos;s journal</source>
        <translation>このステーションの記録を開く</translation>
    </message>
    <message>
        <source>Open two pictures…</source>
        <translation>画像を2枚開く…</translation>
    </message>
    <message>
        <source>Operator mode</source>
        <translation>作業者モード</translation>
    </message>
    <message>
        <source>Part</source>
        <translation>ワーク</translation>
    </message>
    <message>
        <source>Part is NG</source>
        <translation>ワークはNG</translation>
    </message>
    <message>
        <source>Part is OK</source>
        <translation>ワークはOK</translation>
    </message>
    <message>
        <source>Pause, or go on</source>
        <translation>一時停止／再開</translation>
    </message>
    <message>
        <source>Pictures above each other</source>
        <translation>画像を上下に並べる</translation>
    </message>
    <message>
        <source>Plugins</source>
        <translation>プラグイン</translation>
    </message>
    <message>
        <source>Plugins screen</source>
        <translation>プラグイン画面</translation>
    </message>
    <message>
        <source>Previous</source>
        <translation>前へ</translation>
    </message>
    <message>
        <source>Previous part</source>
        <translation>前のワーク</translation>
    </message>
    <message>
        <source>Quit</source>
        <translation>終了</translation>
    </message>
    <message>
        <source>Redo correction</source>
        <translation>訂正をやり直す</translation>
    </message>
    <message>
        <source>Review</source>
        <translation>レビュー</translation>
    </message>
    <message>
        <source>Review screen</source>
        <translation>レビュー画面</translation>
    </message>
    <message>
        <source>Review the batch</source>
        <translation>バッチをレビュー</translation>
    </message>
    <message>
        <source>Run it later</source>
        <translation>順番を後へ</translation>
    </message>
    <message>
        <source>Run it sooner</source>
        <translation>順番を前へ</translation>
    </message>
    <message>
        <source>Same</source>
        <translation>同じ</translation>
    </message>
    <message>
        <source>Same as the last one</source>
        <translation>直前と同じ</translation>
    </message>
    <message>
        <source>Save the report…</source>
        <translation>レポートを保存…</translation>
    </message>
    <message>
        <source>Search in the list</source>
        <translation>一覧を検索</translation>
    </message>
    <message>
        <source>Settings…</source>
        <translation>設定…</translation>
    </message>
    <message>
        <source>Shift</source>
        <translation>シフト</translation>
    </message>
    <message>
        <source>Show difference</source>
        <translation>差分を表示</translation>
    </message>
    <message>
        <source>Show grid</source>
        <translation>グリッドを表示</translation>
    </message>
    <message>
        <source>Show the results&apos; folder</source>
        <translation>結果のフォルダーを表示</translation>
    </message>
    <message>
        <source>Show what it printed</source>
        <translation>ログを表示</translation>
    </message>
    <message>
        <source>Sign on…</source>
        <translation>サインオン…</translation>
    </message>
    <message>
        <source>Stop the training</source>
        <translation>学習を停止する</translation>
    </message>
    <message>
        <source>Strike out the selected finding</source>
        <translation>選んだ検出を取り消す</translation>
    </message>
    <message>
        <source>Train</source>
        <translation>学習する</translation>
    </message>
    <message>
        <source>Training</source>
        <translation>学習</translation>
    </message>
    <message>
        <source>Training screen</source>
        <translation>学習画面</translation>
    </message>
    <message>
        <source>Type a serial number</source>
        <translation>シリアル番号を入力</translation>
    </message>
    <message>
        <source>Undo correction</source>
        <translation>訂正を元に戻す</translation>
    </message>
    <message>
        <source>Use the trained model</source>
        <translation>学習したモデルを使う</translation>
    </message>
    <message>
        <source>View</source>
        <translation>表示</translation>
    </message>
    <message>
        <source>Watch a folder…</source>
        <translation>フォルダーを監視…</translation>
    </message>
    <message>
        <source>Zoom in</source>
        <translation>拡大</translation>
    </message>
    <message>
        <source>Zoom out</source>
        <translation>縮小</translation>
    </message>
</context>
<context>
    <name>Batches</name>
    <message>
        <source>A batch judges thousands of pairs with one recipe, beside the line and without stopping it. Drop a folder or a list of pairs here, or begin with a new batch.</source>
        <translation>バッチは、ラインを止めずに、一つのレシピで数千のペアを判定します。フォルダーまたはペアの一覧をここにドロップするか、新しいバッチを作成してください。</translation>
    </message>
    <message>
        <source>A new folder</source>
        <translation>新しいフォルダー</translation>
    </message>
    <message>
        <source>Add to the queue</source>
        <translation>キューに追加</translation>
    </message>
    <message>
        <source>Batch</source>
        <translation>バッチ</translation>
    </message>
    <message>
        <source>Batch {name} failed. {problem}</source>
        <translation>バッチ {name} は失敗しました。{problem}</translation>
    </message>
    <message>
        <source>Batch {name} is done: {count} pairs judged.</source>
        <translation>バッチ {name} が完了しました({count} ペアを判定)。</translation>
    </message>
    <message>
        <source>Batches</source>
        <translation>バッチ</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>中止</translation>
    </message>
    <message>
        <source>Cancelled</source>
        <translation>中止</translation>
    </message>
    <message>
        <source>Cancelling…</source>
        <translation>中止しています…</translation>
    </message>
    <message>
        <source>Choose a recipe</source>
        <translation>レシピを選択</translation>
    </message>
    <message>
        <source>Copies of pictures</source>
        <translation>画像のコピー</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>コピー</translation>
    </message>
    <message>
        <source>Copy every picture into the results</source>
        <translation>すべての画像を結果にコピーする</translation>
    </message>
    <message>
        <source>Corrections recorded in this batch: {count}. Deleting loses them; export them first.</source>
        <translation>このバッチに記録された訂正が {count} 件あります。削除すると失われます。先にエクスポートしてください。</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>削除</translation>
    </message>
    <message>
        <source>Delete its results too: {count} files, {size}</source>
        <translation>結果も削除する({count} ファイル、{size})</translation>
    </message>
    <message>
        <source>Delete the batch</source>
        <translation>バッチを削除</translation>
    </message>
    <message>
        <source>Delete…</source>
        <translation>削除…</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>完了</translation>
    </message>
    <message>
        <source>Drop one folder of pairs, or one CSV that lists them.</source>
        <translation>ペアのフォルダーを一つ、またはペアの CSV を一つドロップしてください。</translation>
    </message>
    <message>
        <source>Ended</source>
        <translation>終了</translation>
    </message>
    <message>
        <source>Every pair is judged, and the report is written.</source>
        <translation>すべてのペアを判定し、レポートを作成しました。</translation>
    </message>
    <message>
        <source>Failed</source>
        <translation>失敗</translation>
    </message>
    <message>
        <source>Folder for the results</source>
        <translation>結果のフォルダー</translation>
    </message>
    <message>
        <source>Folder of pairs</source>
        <translation>ペアのフォルダー</translation>
    </message>
    <message>
        <source>Folder of pictures, or CSV of pairs</source>
        <translation>画像のフォルダー、またはペアの CSV</translation>
    </message>
    <message>
        <source>Folder…</source>
        <translation>フォルダー…</translation>
    </message>
    <message>
        <source>Go on</source>
        <translation>再開</translation>
    </message>
    <message>
        <source>Held</source>
        <translation>保留中</translation>
    </message>
    <message>
        <source>It is judged beside the line, in a process of its own.</source>
        <translation>ラインとは別のプロセスで判定しています。</translation>
    </message>
    <message>
        <source>It starts when those before it have ended.</source>
        <translation>前のバッチが終わると始まります。</translation>
    </message>
    <message>
        <source>Its process printed nothing.</source>
        <translation>プロセスの出力はありません。</translation>
    </message>
    <message>
        <source>Judged</source>
        <translation>判定済み</translation>
    </message>
    <message>
        <source>Judging</source>
        <translation>判定中</translation>
    </message>
    <message>
        <source>Lanes</source>
        <translation>レーン</translation>
    </message>
    <message>
        <source>Later</source>
        <translation>後へ</translation>
    </message>
    <message>
        <source>List of pairs</source>
        <translation>ペアの一覧</translation>
    </message>
    <message>
        <source>List…</source>
        <translation>一覧…</translation>
    </message>
    <message>
        <source>Log</source>
        <translation>ログ</translation>
    </message>
    <message>
        <source>Log of {name}</source>
        <translation>{name} のログ</translation>
    </message>
    <message>
        <source>Looking through the pairs…</source>
        <translation>ペアを確認しています…</translation>
    </message>
    <message>
        <source>New batch</source>
        <translation>新しいバッチ</translation>
    </message>
    <message>
        <source>No batches yet</source>
        <translation>バッチはまだありません</translation>
    </message>
    <message>
        <source>Nothing waits.</source>
        <translation>待機中のバッチはありません。</translation>
    </message>
    <message>
        <source>Only take it off the list; keep all files</source>
        <translation>一覧から外すだけ(ファイルはすべて残す)</translation>
    </message>
    <message>
        <source>Ordered</source>
        <translation>登録</translation>
    </message>
    <message>
        <source>Pairs</source>
        <translation>ペア</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>一時停止</translation>
    </message>
    <message>
        <source>Paused</source>
        <translation>一時停止</translation>
    </message>
    <message>
        <source>Pausing…</source>
        <translation>停止しています…</translation>
    </message>
    <message>
        <source>Recipe</source>
        <translation>レシピ</translation>
    </message>
    <message>
        <source>Release</source>
        <translation>解除</translation>
    </message>
    <message>
        <source>Report saved: {path}</source>
        <translation>レポートを保存しました: {path}</translation>
    </message>
    <message>
        <source>Report…</source>
        <translation>レポート…</translation>
    </message>
    <message>
        <source>Results</source>
        <translation>結果</translation>
    </message>
    <message>
        <source>Review</source>
        <translation>レビュー</translation>
    </message>
    <message>
        <source>Save the report</source>
        <translation>レポートを保存</translation>
    </message>
    <message>
        <source>Sooner</source>
        <translation>前へ</translation>
    </message>
    <message>
        <source>Starting…</source>
        <translation>開始しています…</translation>
    </message>
    <message>
        <source>State</source>
        <translation>状態</translation>
    </message>
    <message>
        <source>Stopping…</source>
        <translation>停止しています…</translation>
    </message>
    <message>
        <source>Take off</source>
        <translation>外す</translation>
    </message>
    <message>
        <source>The batches are not open; try again in a moment.</source>
        <translation>バッチはまだ開いていません。少し待ってからもう一度試してください。</translation>
    </message>
    <message>
        <source>The batches cannot be opened</source>
        <translation>バッチを開けません</translation>
    </message>
    <message>
        <source>The pictures of the pairs and files that this batch did not make are never deleted.</source>
        <translation>ペアの画像と、このバッチが作っていないファイルは削除されません。</translation>
    </message>
    <message>
        <source>The queue is held: it starts when the queue is released.</source>
        <translation>キューは保留中です。解除すると始まります。</translation>
    </message>
    <message>
        <source>The queue is held: nothing starts until it is released.</source>
        <translation>キューは保留中です。解除するまで何も始まりません。</translation>
    </message>
    <message>
        <source>The station is not open, so nothing can be judged. {reason}</source>
        <translation>ステーションが開いていないため、判定できません。{reason}</translation>
    </message>
    <message>
        <source>They are being opened. They need an open station.</source>
        <translation>開いています。ステーションが開いている必要があります。</translation>
    </message>
    <message>
        <source>Time left</source>
        <translation>残り時間</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>もう一度試す</translation>
    </message>
    <message>
        <source>Try it with the sample product</source>
        <translation>サンプル製品で試す</translation>
    </message>
    <message>
        <source>Waiting</source>
        <translation>待機中</translation>
    </message>
    <message>
        <source>What its process printed</source>
        <translation>プロセスの出力</translation>
    </message>
    <message>
        <source>What was found</source>
        <translation>確認の結果</translation>
    </message>
    <message>
        <source>What was judged is kept, and it can still go on.</source>
        <translation>判定済みの結果は保存されており、再開もできます。</translation>
    </message>
    <message>
        <source>What was judged is kept. Go on whenever you like.</source>
        <translation>判定済みの結果は保存されています。いつでも再開できます。</translation>
    </message>
    <message>
        <source>What was judged is kept. Put it right, then go on.</source>
        <translation>判定済みの結果は保存されています。原因を直してから再開してください。</translation>
    </message>
    <message>
        <source>Writing the report…</source>
        <translation>レポート作成中…</translation>
    </message>
    <message>
        <source>a few seconds</source>
        <translation>数秒</translation>
    </message>
    <message>
        <source>and its copies of pictures: {count} files, {size}</source>
        <translation>画像のコピーも削除する({count} ファイル、{size})</translation>
    </message>
    <message>
        <source>no</source>
        <translation>なし</translation>
    </message>
    <message>
        <source>processes side by side, one core each</source>
        <translation>並列プロセス数(1 プロセスにつき 1 コア)</translation>
    </message>
    <message>
        <source>yes</source>
        <translation>あり</translation>
    </message>
    <message>
        <source>{count} pairs, {size}</source>
        <translation>{count} ペア、{size}</translation>
    </message>
    <message>
        <source>{count} pairs, {size}; {judged} are judged already</source>
        <translation>{count} ペア、{size}({judged} ペアは判定済み)</translation>
    </message>
    <message>
        <source>{count} to do</source>
        <translation>残り {count} 件</translation>
    </message>
    <message>
        <source>{count} to do, {pairs} pairs left, {time}</source>
        <translation>残り {count} 件、{pairs} ペア、{time}</translation>
    </message>
    <message>
        <source>{done} of {total}</source>
        <translation>{done}／{total}</translation>
    </message>
    <message>
        <source>{hours} h {minutes} min</source>
        <translation>{hours} 時間 {minutes} 分</translation>
    </message>
    <message>
        <source>{minutes} min</source>
        <translation>{minutes} 分</translation>
    </message>
    <message>
        <source>{name} was deleted: {count} files.</source>
        <translation>{name} を削除しました({count} ファイル)。</translation>
    </message>
    <message>
        <source>{name}, in {folder}</source>
        <translation>{name}({folder})</translation>
    </message>
    <message>
        <source>{number} / min</source>
        <translation>{number} 件/分</translation>
    </message>
    <message>
        <source>{number} / s</source>
        <translation>{number} 件/秒</translation>
    </message>
    <message>
        <source>{seconds} s</source>
        <translation>{seconds} 秒</translation>
    </message>
</context>
<context>
    <name>Export</name>
    <message>
        <source>All pairs of the list: {count}</source>
        <translation>一覧の全ペア: {count}</translation>
    </message>
    <message>
        <source>As in the recipe</source>
        <translation>レシピのとおり</translation>
    </message>
    <message>
        <source>Export</source>
        <translation>エクスポート</translation>
    </message>
    <message>
        <source>Export the list</source>
        <translation>一覧をエクスポート</translation>
    </message>
    <message>
        <source>Export the selection</source>
        <translation>選択をエクスポート</translation>
    </message>
    <message>
        <source>Heading of the reports</source>
        <translation>レポートの見出し</translation>
    </message>
    <message>
        <source>New folder</source>
        <translation>新しいフォルダー</translation>
    </message>
    <message>
        <source>Pairs written: {count}, into {folder}</source>
        <translation>書き出したペア: {count}、場所: {folder}</translation>
    </message>
    <message>
        <source>Pictures in a folder per class</source>
        <translation>クラス別フォルダーの画像</translation>
    </message>
    <message>
        <source>Pictures with boxes (COCO)</source>
        <translation>枠つきの画像(COCO)</translation>
    </message>
    <message>
        <source>Pictures with grid and findings</source>
        <translation>グリッドと検出箇所つきの画像</translation>
    </message>
    <message>
        <source>Progress of the export</source>
        <translation>エクスポートの進み具合</translation>
    </message>
    <message>
        <source>Put the new folder into</source>
        <translation>新しいフォルダーの場所</translation>
    </message>
    <message>
        <source>Records to fine-tune a language model (confirmed pairs only)</source>
        <translation>言語モデル微調整用の記録(確認済みのペアのみ)</translation>
    </message>
    <message>
        <source>Report as a page (HTML)</source>
        <translation>レポート(HTML)</translation>
    </message>
    <message>
        <source>Report to print (PDF)</source>
        <translation>印刷用のレポート(PDF)</translation>
    </message>
    <message>
        <source>Selected pairs: {count}</source>
        <translation>選択したペア: {count}</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>中止</translation>
    </message>
    <message>
        <source>Stopped. Nothing was left behind.</source>
        <translation>中止しました。何も残っていません。</translation>
    </message>
    <message>
        <source>Tables for a spreadsheet (CSV), with corrections to import elsewhere</source>
        <translation>表計算用の表(CSV)、他で取り込める訂正つき</translation>
    </message>
    <message>
        <source>Tables for programs (Parquet)</source>
        <translation>プログラム用の表(Parquet)</translation>
    </message>
    <message>
        <source>What was left out</source>
        <translation>書き出せなかったもの</translation>
    </message>
    <message>
        <source>export</source>
        <translation>エクスポート</translation>
    </message>
    <message>
        <source>{told}. Left out of something: {count}; left-out.csv in the folder names all.</source>
        <translation>{told}。一部を書き出せなかったもの: {count}。すべてフォルダーの left-out.csv にあります。</translation>
    </message>
</context>
<context>
    <name>Import</name>
    <message>
        <source>A table (CSV) whose columns name inspection, serial or pair, and say part (ok or ng), or cell and label. Nothing is written before you have seen what it changes.</source>
        <translation>列 inspection・serial・pair で対象を示し、part(ok か ng)または cell と label を書いた表(CSV)。変更の内容を確かめるまで何も書き込みません。</translation>
    </message>
    <message>
        <source>Being saved…</source>
        <translation>保存中…</translation>
    </message>
    <message>
        <source>Choose file…</source>
        <translation>ファイルを選ぶ…</translation>
    </message>
    <message>
        <source>Comparing with the journal…</source>
        <translation>記録と照合しています…</translation>
    </message>
    <message>
        <source>Conflicts</source>
        <translation>食い違い</translation>
    </message>
    <message>
        <source>Conflicts: {count}, undecided: {open}. The buttons below decide the marked lines, or all undecided ones while none is marked.</source>
        <translation>食い違い: {count}、未決定: {open}。下のボタンは選んだ行に効き、選択がなければ未決定のすべてに効きます。</translation>
    </message>
    <message>
        <source>Corrections recorded: {count}. Left out by choice: {left}.</source>
        <translation>記録した訂正: {count}。選択により除いたもの: {left}。</translation>
    </message>
    <message>
        <source>Corrections: {count}. In conflict with what was said here: {conflicts}. Lines with problems: {problems}. Known already: {known}.</source>
        <translation>訂正: {count}。ここの判断との食い違い: {conflicts}。問題のある行: {problems}。記録済み: {known}。</translation>
    </message>
    <message>
        <source>Decision</source>
        <translation>決定</translation>
    </message>
    <message>
        <source>File of corrections</source>
        <translation>訂正のファイル</translation>
    </message>
    <message>
        <source>Import</source>
        <translation>取り込む</translation>
    </message>
    <message>
        <source>Import corrections</source>
        <translation>訂正の取り込み</translation>
    </message>
    <message>
        <source>Item</source>
        <translation>項目</translation>
    </message>
    <message>
        <source>Keep what is here</source>
        <translation>ここの判断を残す</translation>
    </message>
    <message>
        <source>Leave these lines out and import the rest</source>
        <translation>これらの行を除いて取り込む</translation>
    </message>
    <message>
        <source>Line</source>
        <translation>行</translation>
    </message>
    <message>
        <source>Lines that cannot be imported</source>
        <translation>取り込めない行</translation>
    </message>
    <message>
        <source>Nothing was recorded. {reason}</source>
        <translation>何も記録していません。{reason}</translation>
    </message>
    <message>
        <source>Nothing was taken back. {reason}</source>
        <translation>何も取り消していません。{reason}</translation>
    </message>
    <message>
        <source>Pair</source>
        <translation>ペア</translation>
    </message>
    <message>
        <source>Problem</source>
        <translation>問題</translation>
    </message>
    <message>
        <source>Said here</source>
        <translation>ここでの判断</translation>
    </message>
    <message>
        <source>Said in the file</source>
        <translation>ファイルの判断</translation>
    </message>
    <message>
        <source>Skip the pair</source>
        <translation>このペアをとばす</translation>
    </message>
    <message>
        <source>Take it back</source>
        <translation>取り消す</translation>
    </message>
    <message>
        <source>Take the file&apos;s</source>
        <translation>ファイルの判断を採る</translation>
    </message>
    <message>
        <source>Taken back: {count}.</source>
        <translation>取り消し: {count}。</translation>
    </message>
    <message>
        <source>keep</source>
        <translation>残す</translation>
    </message>
    <message>
        <source>part</source>
        <translation>ワーク</translation>
    </message>
    <message>
        <source>skip</source>
        <translation>とばす</translation>
    </message>
    <message>
        <source>take</source>
        <translation>採用</translation>
    </message>
    <message>
        <source>undecided</source>
        <translation>未決定</translation>
    </message>
    <message>
        <source>{told} Left alone, because somebody spoke of them since: {count}.</source>
        <translation>{told} その後に誰かが判断したため、そのままにしたもの: {count}。</translation>
    </message>
</context>
<context>
    <name>Inspect</name>
    <message>
        <source>1 correction of {part} is NOT SAVED</source>
        <translation>{part} の訂正 1 件が未保存です</translation>
    </message>
    <message>
        <source>Advises {own}.</source>
        <translation>参考: {own}。</translation>
    </message>
    <message>
        <source>Agree</source>
        <translation>同意</translation>
    </message>
    <message>
        <source>All parts</source>
        <translation>全ワーク</translation>
    </message>
    <message>
        <source>Alone {own}.</source>
        <translation>単独では {own}。</translation>
    </message>
    <message>
        <source>Answer the question first</source>
        <translation>先に質問に答えてください</translation>
    </message>
    <message>
        <source>Being saved</source>
        <translation>保存しています</translation>
    </message>
    <message>
        <source>Camera lost: this picture is {count} min old</source>
        <translation>カメラが切れました: この画像は{count}分前のものです</translation>
    </message>
    <message>
        <source>Camera lost: this picture is {count} s old</source>
        <translation>カメラが切れました: この画像は{count}秒前のものです</translation>
    </message>
    <message>
        <source>Camera or video</source>
        <translation>カメラ・動画</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>キャンセル</translation>
    </message>
    <message>
        <source>Cell {typed}… then a class key; Esc clears</source>
        <translation>セル {typed}…&#x3000;続けてクラスのキー&#x3000;Esc: 取消</translation>
    </message>
    <message>
        <source>Cells {cells}</source>
        <translation>セル {cells}</translation>
    </message>
    <message>
        <source>Choose recipe</source>
        <translation>レシピを選ぶ</translation>
    </message>
    <message>
        <source>Choose the recipe that judges these parts: Ctrl+R</source>
        <translation>このワークを判定するレシピを選んでください: Ctrl+R</translation>
    </message>
    <message>
        <source>Choose the recipe that judges these pictures: Ctrl+R</source>
        <translation>この画像を判定するレシピを選んでください: Ctrl+R</translation>
    </message>
    <message>
        <source>Corrected</source>
        <translation>訂正済み</translation>
    </message>
    <message>
        <source>Corrected {count}</source>
        <translation>訂正 {count}</translation>
    </message>
    <message>
        <source>Counters of the shift</source>
        <translation>シフトの集計</translation>
    </message>
    <message>
        <source>Ctrl+O: open a folder of pairs. Ctrl+L: camera or video</source>
        <translation>Ctrl+O: 画像ペアのフォルダー&#x3000;Ctrl+L: カメラ・動画</translation>
    </message>
    <message>
        <source>Ctrl+R: choose a recipe</source>
        <translation>Ctrl+R: レシピを選ぶ</translation>
    </message>
    <message>
        <source>Del: strike out or bring back. Esc clears</source>
        <translation>Del: 取り消す・戻す&#x3000;Esc: 選択解除</translation>
    </message>
    <message>
        <source>Drop two pictures, one folder or one CSV; {count} things were dropped.</source>
        <translation>画像2枚、フォルダー1つ、CSV 1つのどれかをドロップしてください({count}個ありました)。</translation>
    </message>
    <message>
        <source>Empty</source>
        <translation>空</translation>
    </message>
    <message>
        <source>Enter or Right: next part. Ctrl+Z: undo</source>
        <translation>Enter・→: 次のワーク&#x3000;Ctrl+Z: 元に戻す</translation>
    </message>
    <message>
        <source>Enter: agree. F9: OK. F10: NG. Cells: type an address</source>
        <translation>Enter: 同意&#x3000;F9: OK&#x3000;F10: NG&#x3000;セル: 番地を入力</translation>
    </message>
    <message>
        <source>Inspectors</source>
        <translation>検査器</translation>
    </message>
    <message>
        <source>It came after the verdict, which it did not change.</source>
        <translation>判定のあとに届いた意見です。判定は変わりません。</translation>
    </message>
    <message>
        <source>It said: “{text}”</source>
        <translation>答えの原文:「{text}」</translation>
    </message>
    <message>
        <source>Judging</source>
        <translation>判定中</translation>
    </message>
    <message>
        <source>Judging. Right: next part</source>
        <translation>判定中&#x3000;→: 次のワーク</translation>
    </message>
    <message>
        <source>Keep</source>
        <translation>保存</translation>
    </message>
    <message>
        <source>Last parts</source>
        <translation>最近のワーク</translation>
    </message>
    <message>
        <source>Live</source>
        <translation>ライブ</translation>
    </message>
    <message>
        <source>Mistake</source>
        <translation>読み間違い</translation>
    </message>
    <message>
        <source>NG</source>
        <translation>NG</translation>
    </message>
    <message>
        <source>NOT SAVED</source>
        <translation>未保存</translation>
    </message>
    <message>
        <source>NOT SAVED. Enter: try again</source>
        <translation>保存されていません。Enter: もう一度</translation>
    </message>
    <message>
        <source>New pairs are shown as soon as they are complete</source>
        <translation>新しい画像ペアは、そろい次第表示します</translation>
    </message>
    <message>
        <source>New parts waiting: {count}</source>
        <translation>待機中の新しいワーク: {count}</translation>
    </message>
    <message>
        <source>New shift</source>
        <translation>新しいシフト</translation>
    </message>
    <message>
        <source>Next serial</source>
        <translation>次のシリアル</translation>
    </message>
    <message>
        <source>No cell begins with {key}</source>
        <translation>{key} で始まるセルはありません</translation>
    </message>
    <message>
        <source>No part is open</source>
        <translation>ワークが開かれていません</translation>
    </message>
    <message>
        <source>No picture</source>
        <translation>画像なし</translation>
    </message>
    <message>
        <source>No picture came from the camera; nothing was judged. {why}</source>
        <translation>カメラから画像が届かず、判定していません。{why}</translation>
    </message>
    <message>
        <source>No picture: check the camera; it is opened again by itself</source>
        <translation>画像が来ません。カメラを確認してください(自動で再接続します)</translation>
    </message>
    <message>
        <source>No recipe</source>
        <translation>レシピなし</translation>
    </message>
    <message>
        <source>No reference</source>
        <translation>基準がありません</translation>
    </message>
    <message>
        <source>Not judged</source>
        <translation>未判定</translation>
    </message>
    <message>
        <source>Not judged yet; nothing was taken. Space: inspect</source>
        <translation>まだ判定していません。入力は受け付けていません。Space: 検査</translation>
    </message>
    <message>
        <source>Not saved yet: sign on (F3) and it is</source>
        <translation>未保存です。サインオン(F3)すると保存されます</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>メモ</translation>
    </message>
    <message>
        <source>Note on this part</source>
        <translation>このワークのメモ</translation>
    </message>
    <message>
        <source>Nothing is judged yet. Space: take a picture and inspect it</source>
        <translation>まだ何も判定していません。Space: 撮影して検査</translation>
    </message>
    <message>
        <source>Nothing open</source>
        <translation>入力元なし</translation>
    </message>
    <message>
        <source>Nothing that was dropped is a file.</source>
        <translation>ドロップされたものはファイルではありません。</translation>
    </message>
    <message>
        <source>OK</source>
        <translation>OK</translation>
    </message>
    <message>
        <source>Open folder of pairs</source>
        <translation>画像ペアのフォルダーを開く</translation>
    </message>
    <message>
        <source>Open pictures, or drop two of them here.</source>
        <translation>画像を開くか、ここに2枚ドロップしてください。</translation>
    </message>
    <message>
        <source>Open the sample product</source>
        <translation>サンプル製品を開く</translation>
    </message>
    <message>
        <source>Opening</source>
        <translation>読み込み中</translation>
    </message>
    <message>
        <source>Pressed too early: nothing was taken. {hint}</source>
        <translation>早すぎる操作のため、何も受け付けていません。{hint}</translation>
    </message>
    <message>
        <source>Problem</source>
        <translation>異常</translation>
    </message>
    <message>
        <source>REVIEW needs your word: F9 OK, F10 NG</source>
        <translation>REVIEWは人が決めます: F9 OK、F10 NG</translation>
    </message>
    <message>
        <source>REVIEW needs your word: F9 OK, F10 NG. Cells: type an address</source>
        <translation>REVIEWは人が決めます: F9 OK、F10 NG&#x3000;セル: 番地を入力</translation>
    </message>
    <message>
        <source>Re-inspection</source>
        <translation>再検査</translation>
    </message>
    <message>
        <source>Redo</source>
        <translation>やり直す</translation>
    </message>
    <message>
        <source>Region {id}</source>
        <translation>領域 {id}</translation>
    </message>
    <message>
        <source>Restart</source>
        <translation>再起動</translation>
    </message>
    <message>
        <source>Restart {name}</source>
        <translation>{name} を再起動</translation>
    </message>
    <message>
        <source>Right: next part</source>
        <translation>→: 次のワーク</translation>
    </message>
    <message>
        <source>Right: next part. Space: try again</source>
        <translation>→: 次のワーク&#x3000;Space: もう一度</translation>
    </message>
    <message>
        <source>Saved</source>
        <translation>保存済み</translation>
    </message>
    <message>
        <source>Saving…</source>
        <translation>保存中…</translation>
    </message>
    <message>
        <source>Scan, or press F4</source>
        <translation>スキャン、またはF4</translation>
    </message>
    <message>
        <source>Serial number</source>
        <translation>シリアル番号</translation>
    </message>
    <message>
        <source>Serial {serial}</source>
        <translation>シリアル {serial}</translation>
    </message>
    <message>
        <source>Serial {serial} came before the station was open; enter it again.</source>
        <translation>ステーションが開く前にシリアル {serial} が届きました。もう一度入力してください。</translation>
    </message>
    <message>
        <source>Serial {serial} was judged before: {verdict} as {part}, {at}. What is this?</source>
        <translation>シリアル {serial} は判定済みです({verdict}、{part}、{at})。どちらですか?</translation>
    </message>
    <message>
        <source>Since {time}</source>
        <translation>{time} から</translation>
    </message>
    <message>
        <source>Space: inspect. Right: next part</source>
        <translation>Space: 検査&#x3000;→: 次のワーク</translation>
    </message>
    <message>
        <source>Space: take a picture and inspect it</source>
        <translation>Space: 撮影して検査</translation>
    </message>
    <message>
        <source>Starting</source>
        <translation>起動中</translation>
    </message>
    <message>
        <source>Still at work.</source>
        <translation>まだ検査中です。</translation>
    </message>
    <message>
        <source>The box lies outside the test image</source>
        <translation>枠がテスト画像の外にあります</translation>
    </message>
    <message>
        <source>The inspectors are being started</source>
        <translation>検査器を起動しています</translation>
    </message>
    <message>
        <source>The part has just come; nothing was taken</source>
        <translation>ワークが表示されたばかりです。入力は受け付けていません</translation>
    </message>
    <message>
        <source>The pictures are being read</source>
        <translation>画像を読み込んでいます</translation>
    </message>
    <message>
        <source>The pictures are not there yet; nothing was taken</source>
        <translation>画像がまだ表示されていません。入力は受け付けていません</translation>
    </message>
    <message>
        <source>The pictures have ended: this was the last one</source>
        <translation>画像は終わりました: これが最後の画像です</translation>
    </message>
    <message>
        <source>The verdict is not there yet; nothing was taken</source>
        <translation>判定がまだ出ていません。入力は受け付けていません</translation>
    </message>
    <message>
        <source>There are no pairs here</source>
        <translation>ここに画像ペアはありません</translation>
    </message>
    <message>
        <source>This is the last part. Ctrl+Z: undo</source>
        <translation>最後のワークです&#x3000;Ctrl+Z: 元に戻す</translation>
    </message>
    <message>
        <source>This recipe takes its reference from each pair, and a camera brings none. Ctrl+R: choose one with a reference of its own</source>
        <translation>このレシピは各ペアの基準画像を使いますが、カメラの画像には基準がありません。Ctrl+R: 基準画像を持つレシピを選んでください</translation>
    </message>
    <message>
        <source>Total</source>
        <translation>合計</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>戻す</translation>
    </message>
    <message>
        <source>Waiting</source>
        <translation>待機中</translation>
    </message>
    <message>
        <source>Waiting for pairs in {folder}</source>
        <translation>フォルダー {folder} にペアが届くのを待っています</translation>
    </message>
    <message>
        <source>What is in the box?</source>
        <translation>枠の中は何ですか?</translation>
    </message>
    <message>
        <source>Yield</source>
        <translation>良品率</translation>
    </message>
    <message>
        <source>Your corrections say another thing than the verdict: F9 OK, F10 NG</source>
        <translation>訂正と判定が食い違っています: F9 OK、F10 NG</translation>
    </message>
    <message>
        <source>advisory</source>
        <translation>参考</translation>
    </message>
    <message>
        <source>after the verdict</source>
        <translation>判定後</translation>
    </message>
    <message>
        <source>at work</source>
        <translation>検査中</translation>
    </message>
    <message>
        <source>by {name}</source>
        <translation>{name}</translation>
    </message>
    <message>
        <source>corrected</source>
        <translation>訂正あり</translation>
    </message>
    <message>
        <source>fault</source>
        <translation>故障</translation>
    </message>
    <message>
        <source>first words {time}</source>
        <translation>最初の言葉まで {time}</translation>
    </message>
    <message>
        <source>mean ms</source>
        <translation>平均 ms</translation>
    </message>
    <message>
        <source>min ms</source>
        <translation>最小 ms</translation>
    </message>
    <message>
        <source>missing</source>
        <translation>なし</translation>
    </message>
    <message>
        <source>no name yet (F3)</source>
        <translation>氏名未入力 (F3)</translation>
    </message>
    <message>
        <source>p95 ms</source>
        <translation>p95 ms</translation>
    </message>
    <message>
        <source>picture gone</source>
        <translation>画像なし</translation>
    </message>
    <message>
        <source>ready</source>
        <translation>準備完了</translation>
    </message>
    <message>
        <source>restarting</source>
        <translation>再起動中</translation>
    </message>
    <message>
        <source>starting</source>
        <translation>起動中</translation>
    </message>
    <message>
        <source>stopped</source>
        <translation>停止</translation>
    </message>
    <message>
        <source>suspended</source>
        <translation>休止</translation>
    </message>
    <message>
        <source>{cells}: press {keys}; a comma adds a cell; Esc clears</source>
        <translation>{cells}: {keys} を押す&#x3000;「,」でセル追加&#x3000;Esc: 取消</translation>
    </message>
    <message>
        <source>{count} corrections are NOT SAVED ({parts})</source>
        <translation>訂正 {count} 件が未保存です ({parts})</translation>
    </message>
    <message>
        <source>{count} pictures were dropped; drop one or two, or the folder that holds them.</source>
        <translation>画像が{count}枚ドロップされました。1枚か2枚、またはフォルダーをドロップしてください。</translation>
    </message>
    <message>
        <source>{key} is the key of no class</source>
        <translation>{key} に割り当てたクラスはありません</translation>
    </message>
    <message>
        <source>{own} is its own opinion and only advice; the verdict is {all}.</source>
        <translation>{own} はこの検査器の参考意見です。判定は {all} です。</translation>
    </message>
    <message>
        <source>{own} is its own opinion; all inspectors together say {all}.</source>
        <translation>{own} はこの検査器だけの意見です。全検査器の総合判定は {all} です。</translation>
    </message>
    <message>
        <source>{position} of {count}</source>
        <translation>{position} / {count}</translation>
    </message>
    <message>
        <source>{said}. Enable it on the Plugins screen (Ctrl+5).</source>
        <translation>{said}。プラグイン画面(Ctrl+5)で有効にしてください。</translation>
    </message>
    <message>
        <source>{unsaved}: sign on (F3)</source>
        <translation>{unsaved}: サインオンしてください (F3)</translation>
    </message>
    <message>
        <source>{unsaved}: tried again every few seconds</source>
        <translation>{unsaved}: 数秒ごとに自動で再試行します</translation>
    </message>
    <message>
        <source>{what} by {name} is recorded already. Right: next part</source>
        <translation>{name} による {what} はすでに記録されています。→: 次のワーク</translation>
    </message>
    <message>
        <source>{what}, {by}</source>
        <translation>{what}、{by}</translation>
    </message>
</context>
<context>
    <name>LiveSource</name>
    <message>
        <source>Address</source>
        <translation>アドレス</translation>
    </message>
    <message>
        <source>As it comes</source>
        <translation>そのまま</translation>
    </message>
    <message>
        <source>Begin again at the end</source>
        <translation>終わったら最初に戻る</translation>
    </message>
    <message>
        <source>Browse…</source>
        <translation>参照…</translation>
    </message>
    <message>
        <source>Camera</source>
        <translation>カメラ</translation>
    </message>
    <message>
        <source>Camera, or its number</source>
        <translation>カメラ、またはその番号</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>キャンセル</translation>
    </message>
    <message>
        <source>File or folder</source>
        <translation>ファイルまたはフォルダー</translation>
    </message>
    <message>
        <source>Folder of pictures</source>
        <translation>画像のフォルダー</translation>
    </message>
    <message>
        <source>Height in pixels</source>
        <translation>高さ(画素)</translation>
    </message>
    <message>
        <source>Its own</source>
        <translation>カメラの既定</translation>
    </message>
    <message>
        <source>Its pictures appear here.</source>
        <translation>ここに画像が映ります。</translation>
    </message>
    <message>
        <source>Live picture</source>
        <translation>ライブ画像</translation>
    </message>
    <message>
        <source>Live pictures</source>
        <translation>ライブ画像</translation>
    </message>
    <message>
        <source>Network stream</source>
        <translation>ネットワーク映像</translation>
    </message>
    <message>
        <source>No picture. It is tried again.</source>
        <translation>画像が来ません。再接続しています。</translation>
    </message>
    <message>
        <source>Opening…</source>
        <translation>開いています…</translation>
    </message>
    <message>
        <source>Show its pictures</source>
        <translation>画像を表示</translation>
    </message>
    <message>
        <source>Source</source>
        <translation>入力元</translation>
    </message>
    <message>
        <source>The pictures have ended.</source>
        <translation>画像は終わりました。</translation>
    </message>
    <message>
        <source>Turned</source>
        <translation>回転</translation>
    </message>
    <message>
        <source>Use this source</source>
        <translation>この入力元を使う</translation>
    </message>
    <message>
        <source>Video file</source>
        <translation>動画ファイル</translation>
    </message>
    <message>
        <source>Width in pixels</source>
        <translation>幅(画素)</translation>
    </message>
    <message>
        <source>{degrees}° clockwise</source>
        <translation>右に{degrees}°</translation>
    </message>
</context>
<context>
    <name>Log</name>
    <message>
        <source>All messages</source>
        <translation>すべてのメッセージ</translation>
    </message>
    <message>
        <source>Copy report</source>
        <translation>レポートをコピー</translation>
    </message>
    <message>
        <source>Messages</source>
        <translation>メッセージ</translation>
    </message>
    <message>
        <source>Nothing was logged yet.</source>
        <translation>まだ何も記録されていません。</translation>
    </message>
    <message>
        <source>Open log folder</source>
        <translation>ログのフォルダーを開く</translation>
    </message>
    <message>
        <source>Warnings and errors</source>
        <translation>警告とエラー</translation>
    </message>
    <message>
        <source>Which messages</source>
        <translation>表示するメッセージ</translation>
    </message>
</context>
<context>
    <name>NewProduct</name>
    <message>
        <source>30, or as beside if longer</source>
        <translation>30(左の秒数のほうが長ければその値)</translation>
    </message>
    <message>
        <source>A corner cannot cross the line between its neighbours.</source>
        <translation>隅は、隣り合う隅を結ぶ線を越えられません。</translation>
    </message>
    <message>
        <source>A file or folder</source>
        <translation>ファイルまたはフォルダー</translation>
    </message>
    <message>
        <source>A number such as 3, a range such as 1-9, or names.</source>
        <translation>3のような数、1-9のような範囲、または名前。</translation>
    </message>
    <message>
        <source>Add a class</source>
        <translation>クラスを追加</translation>
    </message>
    <message>
        <source>Add a picture of a good part first.</source>
        <translation>先に良品の画像を追加してください。</translation>
    </message>
    <message>
        <source>Add a picture of a good part.</source>
        <translation>良品の画像を追加してください。</translation>
    </message>
    <message>
        <source>Add pictures…</source>
        <translation>画像を追加…</translation>
    </message>
    <message>
        <source>Allowed: {allowed}.</source>
        <translation>使える値: {allowed}</translation>
    </message>
    <message>
        <source>Arrow keys move</source>
        <translation>矢印キーで移動</translation>
    </message>
    <message>
        <source>As brightness (grey)</source>
        <translation>明るさ(グレー)</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>戻る</translation>
    </message>
    <message>
        <source>Black and white (line art, films)</source>
        <translation>白黒(線画、フィルム)</translation>
    </message>
    <message>
        <source>Bottom left corner</source>
        <translation>左下の隅</translation>
    </message>
    <message>
        <source>Bottom right corner</source>
        <translation>右下の隅</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>キャンセル</translation>
    </message>
    <message>
        <source>Cells judged: {count}</source>
        <translation>判定するセル: {count}</translation>
    </message>
    <message>
        <source>Cells that are not good: {cells}</source>
        <translation>良品でないセル: {cells}</translation>
    </message>
    <message>
        <source>Change {recipe}</source>
        <translation>{recipe} を変更</translation>
    </message>
    <message>
        <source>Changed since it was tried</source>
        <translation>試した後に変更されています</translation>
    </message>
    <message>
        <source>Checking the name…</source>
        <translation>名前を確認しています…</translation>
    </message>
    <message>
        <source>Choose a test picture…</source>
        <translation>テスト画像を選ぶ…</translation>
    </message>
    <message>
        <source>Choose an example picture…</source>
        <translation>見本の画像を選ぶ…</translation>
    </message>
    <message>
        <source>Choose an inspector that decides.</source>
        <translation>判定する検査器を選んでください。</translation>
    </message>
    <message>
        <source>Choose its reference too.</source>
        <translation>その基準画像も選んでください。</translation>
    </message>
    <message>
        <source>Choose the picture of a part, a good or a bad one.</source>
        <translation>ワークの画像を選んでください(良品でも不良品でも)。</translation>
    </message>
    <message>
        <source>Classes</source>
        <translation>クラス</translation>
    </message>
    <message>
        <source>Colour</source>
        <translation>色</translation>
    </message>
    <message>
        <source>Colour of the class</source>
        <translation>クラスの色</translation>
    </message>
    <message>
        <source>Colour {colour}; press to choose another</source>
        <translation>色 {colour}。押すと選び直せます</translation>
    </message>
    <message>
        <source>Columns</source>
        <translation>列</translation>
    </message>
    <message>
        <source>Compare with pictures of good parts</source>
        <translation>良品の画像と比べる</translation>
    </message>
    <message>
        <source>Decides</source>
        <translation>判定する</translation>
    </message>
    <message>
        <source>Does it judge as it should?</source>
        <translation>正しく判定しますか?</translation>
    </message>
    <message>
        <source>Drag the four corners onto the part. Click a cell that is never judged to cross it out.</source>
        <translation>四隅をワークに合わせてください。判定しないセルはクリックして除外します。</translation>
    </message>
    <message>
        <source>Every cell is good.</source>
        <translation>すべてのセルが良品です。</translation>
    </message>
    <message>
        <source>Every pair brings its own reference</source>
        <translation>画像ペアごとに基準画像がある</translation>
    </message>
    <message>
        <source>Every pair brings its own reference beside the test picture, such as A_temp.png beside A_test.png.</source>
        <translation>画像ペアごとに、テスト画像の隣に基準画像を置きます(例: A_test.png の隣に A_temp.png)。</translation>
    </message>
    <message>
        <source>Example picture</source>
        <translation>見本の画像</translation>
    </message>
    <message>
        <source>Folder of good parts</source>
        <translation>良品のフォルダー</translation>
    </message>
    <message>
        <source>Give it a name.</source>
        <translation>名前を付けてください。</translation>
    </message>
    <message>
        <source>Give the product a name.</source>
        <translation>製品の名前を付けてください。</translation>
    </message>
    <message>
        <source>Grid</source>
        <translation>グリッド</translation>
    </message>
    <message>
        <source>Grid over the picture; arrow keys move the chosen corner</source>
        <translation>画像に重ねたグリッド。矢印キーで選んだ隅を動かします</translation>
    </message>
    <message>
        <source>In colour</source>
        <translation>カラー</translation>
    </message>
    <message>
        <source>Inspectors</source>
        <translation>検査器</translation>
    </message>
    <message>
        <source>It becomes a version of the recipe. Every later change makes a new version; none is ever overwritten.</source>
        <translation>レシピの1つの版になります。後で変更すると新しい版ができ、上書きされることはありません。</translation>
    </message>
    <message>
        <source>It judges with a model made elsewhere, which this product does not have yet. Save the product without it, then take the model in with: qeu-station model import.</source>
        <translation>外部で作られたモデルで判定しますが、この製品にはまだありません。モデルなしで製品を保存し、qeu-station model import でモデルを取り込んでください。</translation>
    </message>
    <message>
        <source>It judges with a trained model, which this product does not have yet. Save the product without it, correct some parts, then train {trainer}.</source>
        <translation>学習済みモデルで判定しますが、この製品にはまだありません。これを使わずに保存し、ワークをいくつか訂正してから {trainer} で学習してください。</translation>
    </message>
    <message>
        <source>Its plugin is not there; mend it or untick it.</source>
        <translation>プラグインがありません。直すか、選択を外してください。</translation>
    </message>
    <message>
        <source>Its reference…</source>
        <translation>その基準画像…</translation>
    </message>
    <message>
        <source>Judge a part now; nothing is recorded. Limits learned from a folder of good parts judge better than the defaults.</source>
        <translation>ワークを試しに判定します。記録は残りません。良品のフォルダーから学習したしきい値は、既定値より正確に判定します。</translation>
    </message>
    <message>
        <source>Judge again</source>
        <translation>もう一度判定</translation>
    </message>
    <message>
        <source>Judging…</source>
        <translation>判定しています…</translation>
    </message>
    <message>
        <source>Keep working</source>
        <translation>作業を続ける</translation>
    </message>
    <message>
        <source>Key</source>
        <translation>キー</translation>
    </message>
    <message>
        <source>Key of the class</source>
        <translation>クラスのキー</translation>
    </message>
    <message>
        <source>Laying the pictures…</source>
        <translation>画像を位置合わせしています…</translation>
    </message>
    <message>
        <source>Learn from good parts…</source>
        <translation>良品から学習…</translation>
    </message>
    <message>
        <source>Learning from good parts…</source>
        <translation>良品から学習しています…</translation>
    </message>
    <message>
        <source>Learning from part {done} of {total}</source>
        <translation>良品から学習中({done} / {total})</translation>
    </message>
    <message>
        <source>Leave</source>
        <translation>保存せずに閉じる</translation>
    </message>
    <message>
        <source>Leave without saving this product?</source>
        <translation>保存せずに閉じますか?</translation>
    </message>
    <message>
        <source>Limits</source>
        <translation>しきい値</translation>
    </message>
    <message>
        <source>Limits learned from good parts: {count}</source>
        <translation>良品{count}個からしきい値を学習しました</translation>
    </message>
    <message>
        <source>Looking for inspectors…</source>
        <translation>検査器を探しています…</translation>
    </message>
    <message>
        <source>Mend the rows and columns first.</source>
        <translation>先に行と列を直してください。</translation>
    </message>
    <message>
        <source>Move to the front</source>
        <translation>先頭へ移動</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>名前</translation>
    </message>
    <message>
        <source>Name of the class</source>
        <translation>クラスの名前</translation>
    </message>
    <message>
        <source>Name the kinds of defects. Their keys correct a cell while parts are looked at. Without any, every defect is “unknown”.</source>
        <translation>欠陥の種類に名前を付けてください。検査中はそのキーでセルを訂正できます。付けないと、欠陥はすべて「unknown」になります。</translation>
    </message>
    <message>
        <source>Name the product and add pictures of one or several parts that passed. Every part will be compared with them.</source>
        <translation>製品に名前を付け、合格したワークの画像を1枚以上追加してください。すべてのワークをこれと比べます。</translation>
    </message>
    <message>
        <source>Never judged</source>
        <translation>判定しない</translation>
    </message>
    <message>
        <source>New product</source>
        <translation>新しい製品</translation>
    </message>
    <message>
        <source>Next</source>
        <translation>次へ</translation>
    </message>
    <message>
        <source>No camera is open; open one with File, Camera or video.</source>
        <translation>カメラが開かれていません。「ファイル」の「カメラ・動画」で開いてください。</translation>
    </message>
    <message>
        <source>No picture yet. Add files, drop them here, or take one from the camera.</source>
        <translation>画像がありません。ファイルを追加するか、ここにドロップするか、カメラで撮影してください。</translation>
    </message>
    <message>
        <source>Not looked at yet</source>
        <translation>まだ確認していません</translation>
    </message>
    <message>
        <source>Not saved yet</source>
        <translation>まだ保存していません</translation>
    </message>
    <message>
        <source>Not tried yet</source>
        <translation>まだ試していません</translation>
    </message>
    <message>
        <source>One inspector is enough to begin. Those that decide must answer in time; those that only advise never change a verdict.</source>
        <translation>まずは1つで十分です。判定する検査器は期限内に答える必要があります。参考のみの検査器は判定を変えません。</translation>
    </message>
    <message>
        <source>Only advises</source>
        <translation>参考のみ</translation>
    </message>
    <message>
        <source>Pictures</source>
        <translation>画像</translation>
    </message>
    <message>
        <source>Pictures ({suffixes})</source>
        <translation>画像 ({suffixes})</translation>
    </message>
    <message>
        <source>Pictures are looked at</source>
        <translation>画像の見方</translation>
    </message>
    <message>
        <source>Pictures of good parts</source>
        <translation>良品の画像</translation>
    </message>
    <message>
        <source>Pictures of good parts: {count}</source>
        <translation>良品の画像: {count}枚</translation>
    </message>
    <message>
        <source>Plugins that could not be loaded</source>
        <translation>読み込めなかったプラグイン</translation>
    </message>
    <message>
        <source>Product</source>
        <translation>製品</translation>
    </message>
    <message>
        <source>Reading the pictures…</source>
        <translation>画像を読み込んでいます…</translation>
    </message>
    <message>
        <source>Ready to save?</source>
        <translation>保存しますか?</translation>
    </message>
    <message>
        <source>Reference</source>
        <translation>基準画像</translation>
    </message>
    <message>
        <source>Reference of the test picture</source>
        <translation>テスト画像の基準画像</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>削除</translation>
    </message>
    <message>
        <source>Role</source>
        <translation>役割</translation>
    </message>
    <message>
        <source>Rows</source>
        <translation>行</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>保存</translation>
    </message>
    <message>
        <source>Save new version</source>
        <translation>新しい版を保存</translation>
    </message>
    <message>
        <source>Save product</source>
        <translation>製品を保存</translation>
    </message>
    <message>
        <source>Saving…</source>
        <translation>保存中…</translation>
    </message>
    <message>
        <source>Seconds to advise later</source>
        <translation>判定後に助言できる秒数</translation>
    </message>
    <message>
        <source>Seconds to answer</source>
        <translation>回答期限(秒)</translation>
    </message>
    <message>
        <source>Something is still missing; see the steps at the left.</source>
        <translation>まだ足りないものがあります。左の手順を見てください。</translation>
    </message>
    <message>
        <source>Something unforeseen went wrong: {reason}. See the log.</source>
        <translation>予期しない問題が起きました: {reason}。ログを見てください。</translation>
    </message>
    <message>
        <source>Starting the inspectors…</source>
        <translation>検査器を起動しています…</translation>
    </message>
    <message>
        <source>Steps</source>
        <translation>手順</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>中止</translation>
    </message>
    <message>
        <source>Take from the camera</source>
        <translation>カメラで撮影</translation>
    </message>
    <message>
        <source>Test picture</source>
        <translation>テスト画像</translation>
    </message>
    <message>
        <source>The camera gives no picture now; try again.</source>
        <translation>カメラから画像が来ません。もう一度試してください。</translation>
    </message>
    <message>
        <source>The grid covers the whole picture. Choose an example picture to place it.</source>
        <translation>グリッドは画像全体にかかっています。位置を決めるには見本の画像を選んでください。</translation>
    </message>
    <message>
        <source>The key “{key}” already means “{name}”.</source>
        <translation>キー「{key}」はすでに「{name}」に使われています。</translation>
    </message>
    <message>
        <source>The name “{name}” is used already.</source>
        <translation>名前「{name}」はすでに使われています。</translation>
    </message>
    <message>
        <source>The product was changed since; judge again.</source>
        <translation>その後に変更されています。もう一度判定してください。</translation>
    </message>
    <message>
        <source>This is not valid JSON: {reason}.</source>
        <translation>正しいJSONではありません: {reason}</translation>
    </message>
    <message>
        <source>This must be filled in.</source>
        <translation>入力してください。</translation>
    </message>
    <message>
        <source>Title</source>
        <translation>表題</translation>
    </message>
    <message>
        <source>Top left corner</source>
        <translation>左上の隅</translation>
    </message>
    <message>
        <source>Top right corner</source>
        <translation>右上の隅</translation>
    </message>
    <message>
        <source>Try</source>
        <translation>試す</translation>
    </message>
    <message>
        <source>Type a count such as 3, a range such as 1-9, or labels.</source>
        <translation>3のような数、1-9のような範囲、または名前を入力してください。</translation>
    </message>
    <message>
        <source>Type a number from 1 to {most}, a range such as {range}, or names.</source>
        <translation>1～{most}の数、{range}のような範囲、または名前を入力してください。</translation>
    </message>
    <message>
        <source>Use this inspector for the product</source>
        <translation>この製品にこの検査器を使う</translation>
    </message>
    <message>
        <source>Version {version}, from plugin {plugin} {plugin_version}</source>
        <translation>バージョン {version}(プラグイン {plugin} {plugin_version})</translation>
    </message>
    <message>
        <source>Weight</source>
        <translation>重み</translation>
    </message>
    <message>
        <source>What can be wrong with it?</source>
        <translation>どんな欠陥がありますか?</translation>
    </message>
    <message>
        <source>What does a good part look like?</source>
        <translation>良品はどんな見た目ですか?</translation>
    </message>
    <message>
        <source>What was entered here is lost.</source>
        <translation>入力した内容は失われます。</translation>
    </message>
    <message>
        <source>Where are the cells?</source>
        <translation>セルはどこですか?</translation>
    </message>
    <message>
        <source>Who judges it?</source>
        <translation>どの検査器で判定しますか?</translation>
    </message>
    <message>
        <source>Whole grid</source>
        <translation>グリッド全体</translation>
    </message>
    <message>
        <source>Whole part: {ms:.0f} ms</source>
        <translation>ワーク全体: {ms:.0f} ms</translation>
    </message>
    <message>
        <source>Whole picture</source>
        <translation>画像全体</translation>
    </message>
    <message>
        <source>a finite number</source>
        <translation>有限の数値</translation>
    </message>
    <message>
        <source>above {low:g}</source>
        <translation>{low:g} より大きい値</translation>
    </message>
    <message>
        <source>above {low:g}, up to {high:g}</source>
        <translation>{low:g} より大きく {high:g} 以下</translation>
    </message>
    <message>
        <source>at least {low:g}</source>
        <translation>{low:g} 以上</translation>
    </message>
    <message>
        <source>at most {high:g}</source>
        <translation>{high:g} 以下</translation>
    </message>
    <message>
        <source>below {high:g}</source>
        <translation>{high:g} 未満</translation>
    </message>
    <message>
        <source>built in</source>
        <translation>組み込み</translation>
    </message>
    <message>
        <source>carries the grid</source>
        <translation>グリッドの基準</translation>
    </message>
    <message>
        <source>done</source>
        <translation>完了</translation>
    </message>
    <message>
        <source>every pair brings its own</source>
        <translation>画像ペアごとに用意</translation>
    </message>
    <message>
        <source>learned from good parts: {count}</source>
        <translation>良品{count}個から学習済み</translation>
    </message>
    <message>
        <source>left out: {count}, such as {name} ({reason})</source>
        <translation>除外: {count}個、例: {name}({reason})</translation>
    </message>
    <message>
        <source>none; every defect is “unknown”</source>
        <translation>なし(欠陥はすべて「unknown」)</translation>
    </message>
    <message>
        <source>not learned yet; the inspectors&apos; own defaults are used</source>
        <translation>未学習(検査器の既定値を使用)</translation>
    </message>
    <message>
        <source>not used</source>
        <translation>不使用</translation>
    </message>
    <message>
        <source>optional, for reports</source>
        <translation>任意、レポート用</translation>
    </message>
    <message>
        <source>separated by commas</source>
        <translation>カンマ区切り</translation>
    </message>
    <message>
        <source>such as scratched</source>
        <translation>例: scratched</translation>
    </message>
    <message>
        <source>such as tray-12</source>
        <translation>例: tray-12</translation>
    </message>
    <message>
        <source>used</source>
        <translation>使用</translation>
    </message>
    <message>
        <source>{low:g} to {high:g}</source>
        <translation>{low:g}~{high:g}</translation>
    </message>
    <message>
        <source>{name} has {size} pixels, but {first} has {needed}. All must have the same size.</source>
        <translation>{name} は{size}画素ですが、{first} は{needed}画素です。大きさをそろえてください。</translation>
    </message>
    <message>
        <source>{name} is there already.</source>
        <translation>{name} はすでにあります。</translation>
    </message>
    <message>
        <source>{rows} × {columns}, cells judged: {used}</source>
        <translation>{rows} × {columns}、判定するセル: {used}</translation>
    </message>
    <message>
        <source>{text} is out of range; allowed is {allowed}.</source>
        <translation>{text} は範囲外です。使える値: {allowed}</translation>
    </message>
    <message>
        <source>“{key}” is no key; give one letter, digit or sign that one press types, or none.</source>
        <translation>「{key}」はキーとして使えません。1回押して入力できる文字、数字、記号を1つだけ入力するか、空欄にしてください。</translation>
    </message>
    <message>
        <source>“{label}” is no label; use letters and digits, such as A, B2 or left.</source>
        <translation>「{label}」は名前に使えません。A、B2、leftのように文字と数字で入力してください。</translation>
    </message>
    <message>
        <source>“{label}” is there more than once.</source>
        <translation>「{label}」が重複しています。</translation>
    </message>
    <message>
        <source>“{place}” cannot be used: {reason}. Nothing was saved; check that it is there and may be read and written, then try again.</source>
        <translation>「{place}」を使用できません: {reason}。何も保存されていません。存在し、読み書きできることを確認してから、もう一度実行してください。</translation>
    </message>
    <message>
        <source>“{text}” are too many; at most {most} are allowed.</source>
        <translation>「{text}」は多すぎます。最大{most}までです。</translation>
    </message>
    <message>
        <source>“{text}” is no choice; allowed are {allowed}.</source>
        <translation>「{text}」は選べません。使える値: {allowed}</translation>
    </message>
    <message>
        <source>“{text}” is no range; write it such as 1-9 or A-F.</source>
        <translation>「{text}」は範囲ではありません。1-9やA-Fのように入力してください。</translation>
    </message>
    <message>
        <source>“{text}” is not a number.</source>
        <translation>「{text}」は数値ではありません。</translation>
    </message>
    <message>
        <source>“{text}” is not a whole number.</source>
        <translation>「{text}」は整数ではありません。</translation>
    </message>
    <message>
        <source>“{text}” runs backwards; write {range}.</source>
        <translation>「{text}」は順序が逆です。{range}と入力してください。</translation>
    </message>
</context>
<context>
    <name>Notices</name>
    <message>
        <source>({count} times)</source>
        <translation>({count}回)</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>閉じる</translation>
    </message>
    <message>
        <source>Copy report</source>
        <translation>レポートをコピー</translation>
    </message>
    <message>
        <source>Error</source>
        <translation>エラー</translation>
    </message>
    <message>
        <source>Information</source>
        <translation>情報</translation>
    </message>
    <message>
        <source>Internal error</source>
        <translation>内部エラー</translation>
    </message>
    <message>
        <source>Warning</source>
        <translation>警告</translation>
    </message>
    <message>
        <source>{count} more</source>
        <translation>ほか{count}件</translation>
    </message>
    <message>
        <source>{kind}: {words} Work can go on; copy the report and send it to who looks after the station.</source>
        <translation>{kind}: {words} 作業は続けられます。レポートをコピーして、ステーションの担当者に送ってください。</translation>
    </message>
</context>
<context>
    <name>PairView</name>
    <message>
        <source>255 different</source>
        <translation>255 違う</translation>
    </message>
    <message>
        <source>Difference</source>
        <translation>差分</translation>
    </message>
    <message>
        <source>Last picture</source>
        <translation>最後の画像</translation>
    </message>
    <message>
        <source>Live</source>
        <translation>ライブ</translation>
    </message>
    <message>
        <source>No difference yet</source>
        <translation>差分はまだありません</translation>
    </message>
    <message>
        <source>No picture</source>
        <translation>画像なし</translation>
    </message>
    <message>
        <source>Reference</source>
        <translation>基準</translation>
    </message>
    <message>
        <source>Reference and test picture</source>
        <translation>基準画像とテスト画像</translation>
    </message>
    <message>
        <source>Test</source>
        <translation>テスト</translation>
    </message>
    <message>
        <source>Test (not aligned: the grid lies on the reference only)</source>
        <translation>テスト(位置合わせ前: グリッドは基準画像だけに重なります)</translation>
    </message>
    <message>
        <source>and {count} more in the record</source>
        <translation>ほか{count}件は記録にあります</translation>
    </message>
    <message>
        <source>same 0</source>
        <translation>同じ 0</translation>
    </message>
</context>
<context>
    <name>Palette</name>
    <message>
        <source>Find an action</source>
        <translation>操作を探す</translation>
    </message>
    <message>
        <source>What do you want to do?</source>
        <translation>何をしますか?</translation>
    </message>
</context>
<context>
    <name>Picking</name>
    <message>
        <source>Nothing here matches “{query}”. Type less of it.</source>
        <translation>「{query}」に合うものはありません。短く入力してください。</translation>
    </message>
</context>
<context>
    <name>Plain</name>
    <message>
        <source>Cell {cell} was not judged in full.</source>
        <translation>セル {cell} は完全には判定されていません。</translation>
    </message>
    <message>
        <source>Inspector {inspector} advises FAIL.</source>
        <translation>検査器 {inspector} はFAILと判定しています(参考)。</translation>
    </message>
    <message>
        <source>Inspector {inspector} gave no opinion.</source>
        <translation>検査器 {inspector} は意見を出しませんでした。</translation>
    </message>
    <message>
        <source>No inspector judged cell {cell}.</source>
        <translation>セル {cell} を判定した検査器がありません。</translation>
    </message>
    <message>
        <source>No inspector judged this part.</source>
        <translation>このワークを判定した検査器がありません。</translation>
    </message>
    <message>
        <source>Not all of the cell is in the picture. Check the part&apos;s place.</source>
        <translation>セルの一部が画像に入っていません。ワークの位置を確認してください。</translation>
    </message>
    <message>
        <source>Picture and reference differ in size. Take both with the same camera.</source>
        <translation>画像と基準画像の大きさが違います。同じカメラで撮影してください。</translation>
    </message>
    <message>
        <source>The part does not lie as on the reference. Check its place.</source>
        <translation>ワークの置き方が基準画像と違います。位置を確認してください。</translation>
    </message>
    <message>
        <source>The part is shifted too far. Check its place.</source>
        <translation>ワークがずれすぎています。位置を確認してください。</translation>
    </message>
    <message>
        <source>The part is turned too far. Check its place.</source>
        <translation>ワークが回りすぎています。位置を確認してください。</translation>
    </message>
    <message>
        <source>The part&apos;s place cannot be told from the picture. Check its place.</source>
        <translation>画像からワークの位置を特定できません。位置を確認してください。</translation>
    </message>
    <message>
        <source>The picture cannot be read.</source>
        <translation>画像を読み込めません。</translation>
    </message>
    <message>
        <source>The picture does not match the reference. Check the part and its place.</source>
        <translation>画像が基準画像と合いません。ワークとその位置を確認してください。</translation>
    </message>
    <message>
        <source>The picture is blurred. Check focus, vibration and exposure time.</source>
        <translation>画像がぼけています。ピント、振動、露光時間を確認してください。</translation>
    </message>
    <message>
        <source>The picture is damaged. Copy or export it again.</source>
        <translation>画像が壊れています。もう一度コピーするか書き出してください。</translation>
    </message>
    <message>
        <source>The picture is not there any more.</source>
        <translation>画像がもうありません。</translation>
    </message>
    <message>
        <source>The picture is too bright. Check light and exposure time.</source>
        <translation>画像が明るすぎます。照明と露光時間を確認してください。</translation>
    </message>
    <message>
        <source>The picture is too dark. Check light and exposure time.</source>
        <translation>画像が暗すぎます。照明と露光時間を確認してください。</translation>
    </message>
    <message>
        <source>The picture is too small. Check the camera.</source>
        <translation>画像が小さすぎます。カメラを確認してください。</translation>
    </message>
    <message>
        <source>The picture seems to show another product. Check the part and the recipe.</source>
        <translation>別の製品が写っているようです。ワークとレシピを確認してください。</translation>
    </message>
    <message>
        <source>The picture shows nothing. Check light, lens cover and camera.</source>
        <translation>画像に何も写っていません。照明、レンズカバー、カメラを確認してください。</translation>
    </message>
    <message>
        <source>The reference is too small. The recipe needs another.</source>
        <translation>基準画像が小さすぎます。レシピに別の基準画像が必要です。</translation>
    </message>
    <message>
        <source>The reference shows nothing. The recipe needs another.</source>
        <translation>基準画像に何も写っていません。レシピに別の基準画像が必要です。</translation>
    </message>
    <message>
        <source>Too much of the picture is black or white. Check light and exposure time.</source>
        <translation>画像に黒つぶれや白飛びが多すぎます。照明と露光時間を確認してください。</translation>
    </message>
</context>
<context>
    <name>Plugins</name>
    <message>
        <source>95 % are faster than</source>
        <translation>95 % がこれより速い</translation>
    </message>
    <message>
        <source>All of it: {file}</source>
        <translation>全体: {file}</translation>
    </message>
    <message>
        <source>Answer</source>
        <translation>答え</translation>
    </message>
    <message>
        <source>Can be closed, and closed again</source>
        <translation>閉じることができ、二度閉じてもよい</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>中止</translation>
    </message>
    <message>
        <source>Changes no picture</source>
        <translation>画像を書き換えない</translation>
    </message>
    <message>
        <source>Check of {name}</source>
        <translation>{name} の適合検査</translation>
    </message>
    <message>
        <source>Check parameters</source>
        <translation>パラメーターを確認</translation>
    </message>
    <message>
        <source>Checking the parameters of {name}…</source>
        <translation>{name} のパラメーターを確認しています…</translation>
    </message>
    <message>
        <source>Checking {name}…</source>
        <translation>{name} の適合を検査しています…</translation>
    </message>
    <message>
        <source>Conformance check</source>
        <translation>適合検査</translation>
    </message>
    <message>
        <source>Conforms: all {total} checks passed</source>
        <translation>適合しています: {total}項目すべて合格</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>コピー</translation>
    </message>
    <message>
        <source>Defect</source>
        <translation>欠陥</translation>
    </message>
    <message>
        <source>Device</source>
        <translation>デバイス</translation>
    </message>
    <message>
        <source>Disable</source>
        <translation>無効にする</translation>
    </message>
    <message>
        <source>Disabled, now and after the next start.</source>
        <translation>無効にしました(次の起動後も無効です)。</translation>
    </message>
    <message>
        <source>Disabling {name}…</source>
        <translation>{name} を無効にしています…</translation>
    </message>
    <message>
        <source>Does not conform: {count} of {total} checks failed</source>
        <translation>適合していません: {total}項目中{count}項目が不合格</translation>
    </message>
    <message>
        <source>Does not work</source>
        <translation>動作しません</translation>
    </message>
    <message>
        <source>Enable</source>
        <translation>有効にする</translation>
    </message>
    <message>
        <source>Enabled, now and after the next start.</source>
        <translation>有効にしました(次の起動後も有効です)。</translation>
    </message>
    <message>
        <source>Enabling {name}…</source>
        <translation>{name} を有効にしています…</translation>
    </message>
    <message>
        <source>Ending what {name} inspects…</source>
        <translation>{name} の検査を終わらせています…</translation>
    </message>
    <message>
        <source>Ends the worker and starts it anew; faults are forgotten.</source>
        <translation>ワーカーを終了して起動し直します。失敗の記録は消えます。</translation>
    </message>
    <message>
        <source>Ends the worker until it goes on; parts are REVIEW where it decides.</source>
        <translation>再開するまでワーカーを止めます。これが判定するワークはREVIEWになります。</translation>
    </message>
    <message>
        <source>Go on</source>
        <translation>再開</translation>
    </message>
    <message>
        <source>Good part</source>
        <translation>良品</translation>
    </message>
    <message>
        <source>Holds it to the whole contract, as its author does: odd pictures, many classes, the same answer twice. May take a minute.</source>
        <translation>開発者と同じ基準で全項目を検査します: 特殊な画像、多くのクラス、答えの再現性など。1分ほどかかることがあります。</translation>
    </message>
    <message>
        <source>Inspections</source>
        <translation>検査</translation>
    </message>
    <message>
        <source>Inspector</source>
        <translation>検査器</translation>
    </message>
    <message>
        <source>It has no parameters.</source>
        <translation>パラメーターはありません。</translation>
    </message>
    <message>
        <source>It has printed nothing.</source>
        <translation>何も出力していません。</translation>
    </message>
    <message>
        <source>Judgement</source>
        <translation>判定</translation>
    </message>
    <message>
        <source>Judges a black picture</source>
        <translation>真っ黒な画像を判定できる</translation>
    </message>
    <message>
        <source>Judges a blank picture</source>
        <translation>一様な画像を判定できる</translation>
    </message>
    <message>
        <source>Judges black-and-white pictures</source>
        <translation>白黒画像を判定できる</translation>
    </message>
    <message>
        <source>Judges grey pictures</source>
        <translation>グレー画像を判定できる</translation>
    </message>
    <message>
        <source>Judges pictures in colour</source>
        <translation>カラー画像を判定できる</translation>
    </message>
    <message>
        <source>Judges pictures of odd sizes</source>
        <translation>半端な大きさの画像を判定できる</translation>
    </message>
    <message>
        <source>Judges very small pictures</source>
        <translation>とても小さい画像を判定できる</translation>
    </message>
    <message>
        <source>Judges when nothing differs</source>
        <translation>差がなくても判定できる</translation>
    </message>
    <message>
        <source>Judges when very much differs</source>
        <translation>差がとても多くても判定できる</translation>
    </message>
    <message>
        <source>Judges with more classes</source>
        <translation>クラスが増えても判定できる</translation>
    </message>
    <message>
        <source>Judges with several references</source>
        <translation>基準画像が複数でも判定できる</translation>
    </message>
    <message>
        <source>Keep</source>
        <translation>そのまま</translation>
    </message>
    <message>
        <source>Keeps no picture after it has judged</source>
        <translation>判定後に画像を持ち続けない</translation>
    </message>
    <message>
        <source>Last time</source>
        <translation>前回の時間</translation>
    </message>
    <message>
        <source>Learns from good parts</source>
        <translation>良品から学習できる</translation>
    </message>
    <message>
        <source>Lets the plugin itself look at what is entered.</source>
        <translation>入力した値をプラグイン自身に確認させます。</translation>
    </message>
    <message>
        <source>Loading {name} anew…</source>
        <translation>{name} を読み込み直しています…</translation>
    </message>
    <message>
        <source>Loads this plugin anew from the disk. Inspections that its workers have under way end as REVIEW; other plugins are left alone.</source>
        <translation>このプラグインをディスクから読み込み直します。そのワーカーが検査中のワークはREVIEWになります。ほかのプラグインには影響しません。</translation>
    </message>
    <message>
        <source>Log</source>
        <translation>ログ</translation>
    </message>
    <message>
        <source>Look again</source>
        <translation>もう一度探す</translation>
    </message>
    <message>
        <source>Looking for plugins…</source>
        <translation>プラグインを探しています…</translation>
    </message>
    <message>
        <source>Looks anew into plugins that failed, and finds new ones.</source>
        <translation>失敗したプラグインを調べ直し、新しいものを探します。</translation>
    </message>
    <message>
        <source>Median time</source>
        <translation>時間の中央値</translation>
    </message>
    <message>
        <source>Memory</source>
        <translation>メモリー</translation>
    </message>
    <message>
        <source>Memory now</source>
        <translation>現在のメモリー</translation>
    </message>
    <message>
        <source>Most memory seen</source>
        <translation>最大メモリー</translation>
    </message>
    <message>
        <source>No plugin is installed.</source>
        <translation>プラグインがインストールされていません。</translation>
    </message>
    <message>
        <source>No recipe is in use, so no worker runs.</source>
        <translation>使用中のレシピがないため、ワーカーは動いていません。</translation>
    </message>
    <message>
        <source>No recipe: defaults, no model, the sample picture</source>
        <translation>レシピなし: 既定値、モデルなし、サンプル画像</translation>
    </message>
    <message>
        <source>Not reloaded: {reason}. Running workers were left alone.</source>
        <translation>再読み込みできませんでした: {reason}。動いているワーカーはそのままです。</translation>
    </message>
    <message>
        <source>Only inspectors can be tried here.</source>
        <translation>ここで試せるのは検査器だけです。</translation>
    </message>
    <message>
        <source>Only inspectors have a worker that runs all the time.</source>
        <translation>常に動くワーカーを持つのは検査器だけです。</translation>
    </message>
    <message>
        <source>Parameters</source>
        <translation>パラメーター</translation>
    </message>
    <message>
        <source>Parameters can be drawn as a form</source>
        <translation>パラメーターをフォームに表示できる</translation>
    </message>
    <message>
        <source>Parameters have defaults</source>
        <translation>パラメーターに既定値がある</translation>
    </message>
    <message>
        <source>Parameters of</source>
        <translation>パラメーター:</translation>
    </message>
    <message>
        <source>Parameters refuse unknown names</source>
        <translation>知らないパラメーター名を拒む</translation>
    </message>
    <message>
        <source>Plugins</source>
        <translation>プラグイン</translation>
    </message>
    <message>
        <source>Preparing two pairs for {name}…</source>
        <translation>{name} 用の画像ペアを2組用意しています…</translation>
    </message>
    <message>
        <source>Prints nothing while it judges</source>
        <translation>判定中に何も出力しない</translation>
    </message>
    <message>
        <source>Process</source>
        <translation>プロセス</translation>
    </message>
    <message>
        <source>Progress</source>
        <translation>進み具合</translation>
    </message>
    <message>
        <source>Receiver of results</source>
        <translation>結果の出力先</translation>
    </message>
    <message>
        <source>Recipe {name}</source>
        <translation>レシピ {name}</translation>
    </message>
    <message>
        <source>Recipe {name} is in use and does not have this inspector.</source>
        <translation>使用中のレシピ {name} はこの検査器を使っていません。</translation>
    </message>
    <message>
        <source>Recipe {recipe} judges with {names}. Without {plugin}, parts are REVIEW where it decides. Disable it?</source>
        <translation>レシピ {recipe} は {names} で判定しています。{plugin} を無効にすると、これが判定するワークはREVIEWになります。無効にしますか?</translation>
    </message>
    <message>
        <source>Refuses to learn from nothing</source>
        <translation>ワークなしでは学習しない</translation>
    </message>
    <message>
        <source>Registering imports nothing heavy</source>
        <translation>登録時に重いものを読み込まない</translation>
    </message>
    <message>
        <source>Reload</source>
        <translation>再読み込み</translation>
    </message>
    <message>
        <source>Reloaded in part: {reason}</source>
        <translation>一部だけ再読み込みしました: {reason}</translation>
    </message>
    <message>
        <source>Reloaded, but {inspector} {reason}. Parts are REVIEW where it decides.</source>
        <translation>再読み込みしましたが、{inspector}: {reason}。これが判定するワークはREVIEWになります。</translation>
    </message>
    <message>
        <source>Reloaded; the recipe in use has none of it.</source>
        <translation>再読み込みしました。使用中のレシピはこれを使っていません。</translation>
    </message>
    <message>
        <source>Reloaded; {names} judges with it from now on.</source>
        <translation>再読み込みしました。次のワークから {names} はこれで判定します。</translation>
    </message>
    <message>
        <source>Reloading {name}…</source>
        <translation>{name} を再読み込みしています…</translation>
    </message>
    <message>
        <source>Restart</source>
        <translation>再起動</translation>
    </message>
    <message>
        <source>Restarts</source>
        <translation>再起動回数</translation>
    </message>
    <message>
        <source>Save in the recipe</source>
        <translation>レシピに保存</translation>
    </message>
    <message>
        <source>Saved as {name}. Choose the recipe anew to judge with it.</source>
        <translation>{name} として保存しました。これで判定するにはレシピを選び直してください。</translation>
    </message>
    <message>
        <source>Saves a new version of the recipe; older ones stay.</source>
        <translation>レシピの新しいバージョンを保存します。古いものは残ります。</translation>
    </message>
    <message>
        <source>Saving the parameters of {name}…</source>
        <translation>{name} のパラメーターを保存しています…</translation>
    </message>
    <message>
        <source>Says the same about the same pair</source>
        <translation>同じ画像ペアに同じ答えを出す</translation>
    </message>
    <message>
        <source>Self-test</source>
        <translation>セルフテスト</translation>
    </message>
    <message>
        <source>Self-test of {name}…</source>
        <translation>{name} をセルフテストしています…</translation>
    </message>
    <message>
        <source>Slowest</source>
        <translation>最も遅い</translation>
    </message>
    <message>
        <source>Source of pictures</source>
        <translation>画像の取り込み元</translation>
    </message>
    <message>
        <source>Start</source>
        <translation>起動</translation>
    </message>
    <message>
        <source>Starting {name}…</source>
        <translation>{name} を起動しています…</translation>
    </message>
    <message>
        <source>Starts it once more and lets it judge a good part and one with a blot: does it work here, how fast, on which device?</source>
        <translation>別に起動して、良品としみのある画像を判定させます。この環境で動くか、速さとデバイスを調べます。</translation>
    </message>
    <message>
        <source>Starts the worker that was suspended.</source>
        <translation>休止中のワーカーを起動します。</translation>
    </message>
    <message>
        <source>Suspend</source>
        <translation>休止</translation>
    </message>
    <message>
        <source>Takes the parameters as the recipe has them.</source>
        <translation>レシピのパラメーターに戻します。</translation>
    </message>
    <message>
        <source>Tests</source>
        <translation>テスト</translation>
    </message>
    <message>
        <source>The end of {file}</source>
        <translation>末尾のみ: {file}</translation>
    </message>
    <message>
        <source>The inspector can be built</source>
        <translation>検査器を作れる</translation>
    </message>
    <message>
        <source>The plugin takes these parameters.</source>
        <translation>プラグインはこのパラメーターを受け付けます。</translation>
    </message>
    <message>
        <source>The station is not open yet.</source>
        <translation>ステーションはまだ開いていません。</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>時間</translation>
    </message>
    <message>
        <source>Time to start</source>
        <translation>起動時間</translation>
    </message>
    <message>
        <source>Trainer</source>
        <translation>学習器</translation>
    </message>
    <message>
        <source>Training of {name}</source>
        <translation>{name} の学習</translation>
    </message>
    <message>
        <source>Try it with</source>
        <translation>試す条件:</translation>
    </message>
    <message>
        <source>Undo changes</source>
        <translation>変更を取り消す</translation>
    </message>
    <message>
        <source>Uses this plugin no more, now and after the next start.</source>
        <translation>このプラグインを今から、次の起動後も使いません。</translation>
    </message>
    <message>
        <source>Uses this plugin, now and after the next start.</source>
        <translation>このプラグインを今から、次の起動後も使います。</translation>
    </message>
    <message>
        <source>What happened last: it {reason}</source>
        <translation>直近の出来事: {reason}</translation>
    </message>
    <message>
        <source>What is shown of it</source>
        <translation>表示する内容</translation>
    </message>
    <message>
        <source>What it printed</source>
        <translation>出力</translation>
    </message>
    <message>
        <source>What it registers is valid</source>
        <translation>登録内容が正しい</translation>
    </message>
    <message>
        <source>Which log</source>
        <translation>ログの種類</translation>
    </message>
    <message>
        <source>While it was loaded</source>
        <translation>読み込み時</translation>
    </message>
    <message>
        <source>Without a usable answer</source>
        <translation>使える答えなし</translation>
    </message>
    <message>
        <source>Worker</source>
        <translation>ワーカー</translation>
    </message>
    <message>
        <source>Worker of {name}</source>
        <translation>{name} のワーカー</translation>
    </message>
    <message>
        <source>Works</source>
        <translation>動作します</translation>
    </message>
    <message>
        <source>Works, but would not be usable so</source>
        <translation>動作しますが、このままでは使えません</translation>
    </message>
    <message>
        <source>Works; look at the remarks</source>
        <translation>動作します。注意点を確認してください</translation>
    </message>
    <message>
        <source>cells</source>
        <translation>セル</translation>
    </message>
    <message>
        <source>decides</source>
        <translation>判定する</translation>
    </message>
    <message>
        <source>disabled</source>
        <translation>無効</translation>
    </message>
    <message>
        <source>failed</source>
        <translation>失敗</translation>
    </message>
    <message>
        <source>file in the folder of plugins</source>
        <translation>プラグインフォルダーのファイル</translation>
    </message>
    <message>
        <source>installed distribution</source>
        <translation>インストール済みの配布パッケージ</translation>
    </message>
    <message>
        <source>it is not there any more</source>
        <translation>もうありません</translation>
    </message>
    <message>
        <source>judges {what}</source>
        <translation>対象: {what}</translation>
    </message>
    <message>
        <source>loaded</source>
        <translation>読み込み済み</translation>
    </message>
    <message>
        <source>missing: parts are REVIEW where it decides</source>
        <translation>不在: 判定を担う場合、ワークは REVIEW になります</translation>
    </message>
    <message>
        <source>not used: the plugin is disabled; enable it to judge with it</source>
        <translation>未使用: プラグインが無効です。判定に使うには有効にしてください</translation>
    </message>
    <message>
        <source>nothing was judged: there was no item of its scope</source>
        <translation>判定されたものがありません: 対象がありませんでした</translation>
    </message>
    <message>
        <source>only advises</source>
        <translation>参考のみ</translation>
    </message>
    <message>
        <source>opinions {names}</source>
        <translation>意見: {names}</translation>
    </message>
    <message>
        <source>partly loaded</source>
        <translation>一部のみ読み込み</translation>
    </message>
    <message>
        <source>ready</source>
        <translation>準備完了</translation>
    </message>
    <message>
        <source>ready after {seconds} s, runs on {device}</source>
        <translation>{seconds} 秒で準備完了、{device} で動作</translation>
    </message>
    <message>
        <source>regions</source>
        <translation>領域</translation>
    </message>
    <message>
        <source>restarting</source>
        <translation>再起動中</translation>
    </message>
    <message>
        <source>says something else about the same pair each time</source>
        <translation>同じ画像ペアでも毎回答えが違います</translation>
    </message>
    <message>
        <source>says the same about the same pair</source>
        <translation>同じ画像ペアに同じ答えを出します</translation>
    </message>
    <message>
        <source>starting</source>
        <translation>起動中</translation>
    </message>
    <message>
        <source>stopped</source>
        <translation>停止</translation>
    </message>
    <message>
        <source>suspended: parts are REVIEW where it decides</source>
        <translation>休止中: これが判定するワークはREVIEWになります</translation>
    </message>
    <message>
        <source>the part</source>
        <translation>ワーク全体</translation>
    </message>
    <message>
        <source>the reference against itself: lowest P(ok) {value}</source>
        <translation>基準画像どうしの比較: P(ok)の最小 {value}</translation>
    </message>
    <message>
        <source>version {version}</source>
        <translation>バージョン {version}</translation>
    </message>
    <message>
        <source>with a blot planted on it: lowest P(ok) {value}</source>
        <translation>しみを加えた画像: P(ok)の最小 {value}</translation>
    </message>
    <message>
        <source>with a blot planted on it: lowest P(ok) {value}, no lower</source>
        <translation>しみを加えた画像: P(ok)の最小 {value}(下がっていません)</translation>
    </message>
    <message>
        <source>{basis}, with the parameters as entered</source>
        <translation>{basis}(入力したパラメーターで)</translation>
    </message>
    <message>
        <source>{count} of {total} checks done</source>
        <translation>{total}項目中{count}項目を検査済み</translation>
    </message>
    <message>
        <source>{first} ms for the first pair, then {median} ms; {allowed} ms are allowed</source>
        <translation>最初の画像ペアは {first} ms、以後は {median} ms(許容 {allowed} ms)</translation>
    </message>
    <message>
        <source>{name} judges…</source>
        <translation>{name} が判定しています…</translation>
    </message>
    <message>
        <source>{used} MiB at most; {allowed} MiB are allowed</source>
        <translation>最大 {used} MiB(許容 {allowed} MiB)</translation>
    </message>
</context>
<context>
    <name>Recipes</name>
    <message>
        <source>Cancel</source>
        <translation>キャンセル</translation>
    </message>
    <message>
        <source>Choose recipe</source>
        <translation>レシピを選ぶ</translation>
    </message>
    <message>
        <source>Name of the recipe</source>
        <translation>レシピの名前</translation>
    </message>
    <message>
        <source>There is no recipe yet. Ask who looks after the station to teach this product. To make a recipe yourself, leave “Operator mode” in the menu “View” first.</source>
        <translation>レシピがまだありません。担当者にこの製品の登録を依頼してください。自分で作る場合は、先にメニュー「表示」で「オペレーターモード」を解除してください。</translation>
    </message>
    <message>
        <source>There is no recipe yet. Close this and choose “New product…” in the menu “File”: two minutes with one good part make the first.</source>
        <translation>レシピがまだありません。これを閉じて、メニュー「ファイル」の「新しい製品…」を選んでください。良品1個があれば2分で作れます。</translation>
    </message>
    <message>
        <source>Use recipe</source>
        <translation>このレシピを使う</translation>
    </message>
    <message>
        <source>in use</source>
        <translation>使用中</translation>
    </message>
    <message>
        <source>shipped</source>
        <translation>付属</translation>
    </message>
</context>
<context>
    <name>Report</name>
    <message>
        <source>95 % below, ms</source>
        <translation>95 % 点 ms</translation>
    </message>
    <message>
        <source>An engineer can check it with this command; a shorter journal or another head means that something was changed:</source>
        <translation>エンジニアは次のコマンドで確認できます。ジャーナルが短い、またはヘッドが異なる場合は変更されています:</translation>
    </message>
    <message>
        <source>Device</source>
        <translation>デバイス</translation>
    </message>
    <message>
        <source>Failed / left to a person, per cell</source>
        <translation>セルごとの FAIL / 要確認</translation>
    </message>
    <message>
        <source>Failed cells by most probable class:</source>
        <translation>FAILセルの最有力クラス:</translation>
    </message>
    <message>
        <source>Faults</source>
        <translation>障害</translation>
    </message>
    <message>
        <source>Inspector</source>
        <translation>検査器</translation>
    </message>
    <message>
        <source>Inspectors</source>
        <translation>検査器</translation>
    </message>
    <message>
        <source>Journal of station “{name}”: {count} entries, head</source>
        <translation>ステーション「{name}」のジャーナル: {count}件、ヘッド</translation>
    </message>
    <message>
        <source>Longest, ms</source>
        <translation>最長 ms</translation>
    </message>
    <message>
        <source>Look at these first</source>
        <translation>まず確認するもの</translation>
    </message>
    <message>
        <source>Median ms</source>
        <translation>中央値 ms</translation>
    </message>
    <message>
        <source>No picture: {reason}</source>
        <translation>画像なし: {reason}</translation>
    </message>
    <message>
        <source>Note: {text}</source>
        <translation>メモ: {text}</translation>
    </message>
    <message>
        <source>Pairs judged</source>
        <translation>判定ペア数</translation>
    </message>
    <message>
        <source>Parts</source>
        <translation>ワーク数</translation>
    </message>
    <message>
        <source>Plugin</source>
        <translation>プラグイン</translation>
    </message>
    <message>
        <source>Proof</source>
        <translation>証明</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>理由</translation>
    </message>
    <message>
        <source>Recipe {name} version {version} · {count} pairs</source>
        <translation>レシピ {name} バージョン {version} · {count} ペア</translation>
    </message>
    <message>
        <source>Role</source>
        <translation>役割</translation>
    </message>
    <message>
        <source>Step</source>
        <translation>工程</translation>
    </message>
    <message>
        <source>The chosen pairs</source>
        <translation>選択したペア</translation>
    </message>
    <message>
        <source>The first {number} of {count} chosen pairs</source>
        <translation>選択した{count}ペアの先頭{number}ペア</translation>
    </message>
    <message>
        <source>Time per pair</source>
        <translation>1ペアの時間</translation>
    </message>
    <message>
        <source>Where it happens</source>
        <translation>発生箇所</translation>
    </message>
    <message>
        <source>Why parts were left to a person</source>
        <translation>人の判断に回した理由</translation>
    </message>
    <message>
        <source>advisory</source>
        <translation>助言</translation>
    </message>
    <message>
        <source>drawn: {name}</source>
        <translation>描画: {name}</translation>
    </message>
    <message>
        <source>en</source>
        <translation>ja</translation>
    </message>
    <message>
        <source>gating</source>
        <translation>判定</translation>
    </message>
    <message>
        <source>inspect</source>
        <translation>検査</translation>
    </message>
    <message>
        <source>none</source>
        <translation>なし</translation>
    </message>
    <message>
        <source>page {number}</source>
        <translation>{number} ページ</translation>
    </message>
    <message>
        <source>part {word}</source>
        <translation>ワーク {word}</translation>
    </message>
    <message>
        <source>prepare</source>
        <translation>前処理</translation>
    </message>
    <message>
        <source>read</source>
        <translation>読込</translation>
    </message>
    <message>
        <source>struck: {name}</source>
        <translation>取消: {name}</translation>
    </message>
    <message>
        <source>total</source>
        <translation>合計</translation>
    </message>
    <message>
        <source>{cell} is not used</source>
        <translation>{cell} は未使用</translation>
    </message>
    <message>
        <source>{first} to {last} UTC</source>
        <translation>{first} 〜 {last} UTC</translation>
    </message>
    <message>
        <source>{pair} with its grid and findings</source>
        <translation>{pair}(グリッドと検出結果)</translation>
    </message>
    <message>
        <source>{title} · QEU Station report</source>
        <translation>{title} · QEU Station レポート</translation>
    </message>
    <message>
        <source>■ FAIL and ▲ REVIEW per cell; the stronger the colour, the more of them.</source>
        <translation>セルごとの ■ FAIL と ▲ REVIEW。色が濃いほど多い。</translation>
    </message>
</context>
<context>
    <name>Review</name>
    <message>
        <source>All</source>
        <translation>すべて</translation>
    </message>
    <message>
        <source>As many as fit</source>
        <translation>幅に入るだけ</translation>
    </message>
    <message>
        <source>Before</source>
        <translation>終了日時</translation>
    </message>
    <message>
        <source>Being saved</source>
        <translation>保存中</translation>
    </message>
    <message>
        <source>Cell</source>
        <translation>セル</translation>
    </message>
    <message>
        <source>Class</source>
        <translation>クラス</translation>
    </message>
    <message>
        <source>Corrected otherwise</source>
        <translation>訂正あり</translation>
    </message>
    <message>
        <source>Disagree</source>
        <translation>不一致</translation>
    </message>
    <message>
        <source>Disagreement from</source>
        <translation>不一致 下限</translation>
    </message>
    <message>
        <source>Done again for {count} pairs. Ctrl+Z takes it back</source>
        <translation>{count} ペアをやり直しました。Ctrl+Z で取り消します</translation>
    </message>
    <message>
        <source>Drop the output folder of one batch to review it.</source>
        <translation>レビューするには、一つのバッチの出力フォルダーをドロップしてください。</translation>
    </message>
    <message>
        <source>Every pair is reviewed</source>
        <translation>すべてのペアがレビュー済みです</translation>
    </message>
    <message>
        <source>How unlike everything seen before</source>
        <translation>これまでのものとどれだけ違うか</translation>
    </message>
    <message>
        <source>Inspections</source>
        <translation>検査</translation>
    </message>
    <message>
        <source>Inspector</source>
        <translation>検査器</translation>
    </message>
    <message>
        <source>Inspectors</source>
        <translation>検査器</translation>
    </message>
    <message>
        <source>It says</source>
        <translation>検査器の判定</translation>
    </message>
    <message>
        <source>Judged</source>
        <translation>判定日時</translation>
    </message>
    <message>
        <source>Largest difference of P(ok) between two inspectors</source>
        <translation>二つの検査器の P(ok) の差の最大値</translation>
    </message>
    <message>
        <source>Left alone, because somebody spoke of them since: {count}</source>
        <translation>その後に判断されたため変更しなかったペア: {count}</translation>
    </message>
    <message>
        <source>List {verdict}</source>
        <translation>{verdict} を表示</translation>
    </message>
    <message>
        <source>Look through everything that was judged at this station.</source>
        <translation>このステーションで判定したすべてを見ます。</translation>
    </message>
    <message>
        <source>Look through what a batch judged, also while it runs: choose its output folder, or drop it here.</source>
        <translation>バッチの判定結果を見ます(実行中でも可)。出力フォルダーを選ぶか、ここにドロップしてください。</translation>
    </message>
    <message>
        <source>Lot</source>
        <translation>ロット</translation>
    </message>
    <message>
        <source>More conditions</source>
        <translation>その他の条件</translation>
    </message>
    <message>
        <source>NOT SAVED: nothing was recorded</source>
        <translation>未保存: 何も記録されていません</translation>
    </message>
    <message>
        <source>Name of the filter</source>
        <translation>条件の名前</translation>
    </message>
    <message>
        <source>New at the end: {count}</source>
        <translation>末尾に新着: {count}</translation>
    </message>
    <message>
        <source>Newest judgement only</source>
        <translation>最新の判定のみ</translation>
    </message>
    <message>
        <source>No, keep them as they are</source>
        <translation>いいえ、そのまま</translation>
    </message>
    <message>
        <source>Not reviewed yet</source>
        <translation>未レビュー</translation>
    </message>
    <message>
        <source>Nothing was recorded: sign on first (F3)</source>
        <translation>記録していません。先にサインオンしてください (F3)</translation>
    </message>
    <message>
        <source>Novelty</source>
        <translation>新規性</translation>
    </message>
    <message>
        <source>Novelty from</source>
        <translation>新規性 下限</translation>
    </message>
    <message>
        <source>Open a batch</source>
        <translation>バッチを開く</translation>
    </message>
    <message>
        <source>Opening…</source>
        <translation>開いています…</translation>
    </message>
    <message>
        <source>Operator</source>
        <translation>作業者</translation>
    </message>
    <message>
        <source>P(ok)</source>
        <translation>P(ok)</translation>
    </message>
    <message>
        <source>P(ok) from</source>
        <translation>P(ok) 下限</translation>
    </message>
    <message>
        <source>P(ok) to</source>
        <translation>P(ok) 上限</translation>
    </message>
    <message>
        <source>Pair</source>
        <translation>ペア</translation>
    </message>
    <message>
        <source>Pairs reviewed</source>
        <translation>レビュー済みのペア</translation>
    </message>
    <message>
        <source>Picture</source>
        <translation>画像</translation>
    </message>
    <message>
        <source>Recipe</source>
        <translation>レシピ</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>削除</translation>
    </message>
    <message>
        <source>Reviewed</source>
        <translation>レビュー済み</translation>
    </message>
    <message>
        <source>Said</source>
        <translation>人の判断</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>保存</translation>
    </message>
    <message>
        <source>Save these conditions</source>
        <translation>この条件を保存</translation>
    </message>
    <message>
        <source>Save these conditions…</source>
        <translation>この条件を保存…</translation>
    </message>
    <message>
        <source>Saved filters</source>
        <translation>保存した条件</translation>
    </message>
    <message>
        <source>Search</source>
        <translation>検索</translation>
    </message>
    <message>
        <source>Search pair, serial, lot, operator, class, cell…</source>
        <translation>ペア・シリアル・ロット・作業者・クラス・セルを検索…</translation>
    </message>
    <message>
        <source>Serial</source>
        <translation>シリアル</translation>
    </message>
    <message>
        <source>Serial number</source>
        <translation>シリアル番号</translation>
    </message>
    <message>
        <source>Since</source>
        <translation>開始日時</translation>
    </message>
    <message>
        <source>Take back: {condition}</source>
        <translation>条件を外す: {condition}</translation>
    </message>
    <message>
        <source>Taken back for {count} pairs. Ctrl+Y does it again</source>
        <translation>{count} ペアを取り消しました。Ctrl+Y でやり直します</translation>
    </message>
    <message>
        <source>The pair has only just come into view; nothing was taken</source>
        <translation>ペアが表示されたばかりのため、受け付けていません</translation>
    </message>
    <message>
        <source>This station&apos;s journal</source>
        <translation>このステーションの記録</translation>
    </message>
    <message>
        <source>Verdict</source>
        <translation>判定</translation>
    </message>
    <message>
        <source>What a person said of it</source>
        <translation>人が下した判断</translation>
    </message>
    <message>
        <source>What do you want to review?</source>
        <translation>何をレビューしますか?</translation>
    </message>
    <message>
        <source>What people said</source>
        <translation>人の判断</translation>
    </message>
    <message>
        <source>about {hours} h</source>
        <translation>約 {hours} 時間</translation>
    </message>
    <message>
        <source>about {minutes} min</source>
        <translation>約 {minutes} 分</translation>
    </message>
    <message>
        <source>about {seconds} s</source>
        <translation>約 {seconds} 秒</translation>
    </message>
    <message>
        <source>an inspector</source>
        <translation>いずれかの検査器</translation>
    </message>
    <message>
        <source>anything</source>
        <translation>何らかの判定</translation>
    </message>
    <message>
        <source>before {text}</source>
        <translation>{text} より前</translation>
    </message>
    <message>
        <source>cell {values}</source>
        <translation>セル {values}</translation>
    </message>
    <message>
        <source>class {values}</source>
        <translation>クラス {values}</translation>
    </message>
    <message>
        <source>corrected otherwise</source>
        <translation>訂正あり</translation>
    </message>
    <message>
        <source>disagreement</source>
        <translation>不一致</translation>
    </message>
    <message>
        <source>lot {values}</source>
        <translation>ロット {values}</translation>
    </message>
    <message>
        <source>newest judgement of each pair</source>
        <translation>各ペアの最新の判定</translation>
    </message>
    <message>
        <source>nobody</source>
        <translation>なし</translation>
    </message>
    <message>
        <source>not contradicted</source>
        <translation>訂正なし</translation>
    </message>
    <message>
        <source>not reviewed</source>
        <translation>未レビュー</translation>
    </message>
    <message>
        <source>novelty</source>
        <translation>新規性</translation>
    </message>
    <message>
        <source>operator {values}</source>
        <translation>作業者 {values}</translation>
    </message>
    <message>
        <source>recipe {values}</source>
        <translation>レシピ {values}</translation>
    </message>
    <message>
        <source>reviewed</source>
        <translation>レビュー済み</translation>
    </message>
    <message>
        <source>serial “{text}”</source>
        <translation>シリアル「{text}」</translation>
    </message>
    <message>
        <source>since {text}</source>
        <translation>{text} 以降</translation>
    </message>
    <message>
        <source>the {count} most uncertain; the others are being read</source>
        <translation>最も不確かな {count} 件(残りを読み込み中)</translation>
    </message>
    <message>
        <source>{count} of {total} inspections</source>
        <translation>{total} 件中 {count} 件</translation>
    </message>
    <message>
        <source>{count} pairs are selected</source>
        <translation>{count} ペアを選択中</translation>
    </message>
    <message>
        <source>{count} pairs are selected. Say {word} of all of them?</source>
        <translation>{count}ペアを選択中です。すべて{word}にしますか?</translation>
    </message>
    <message>
        <source>{count} pairs are selected; {name} is on the screen</source>
        <translation>{count}ペアを選択中、表示中は{name}</translation>
    </message>
    <message>
        <source>{count} pairs: {word}. Ctrl+Z takes all of it back</source>
        <translation>{count} ペア: {word}。Ctrl+Z ですべて取り消します</translation>
    </message>
    <message>
        <source>{done} of {count} reviewed</source>
        <translation>{count} ペア中 {done} ペアをレビュー済み</translation>
    </message>
    <message>
        <source>{reviewed} of the {count} selected pairs are reviewed already. Say {word}?</source>
        <translation>選択中の{count}ペアのうち{reviewed}ペアはレビュー済みです。{word}にしますか?</translation>
    </message>
    <message>
        <source>{time} left</source>
        <translation>残り{time}</translation>
    </message>
    <message>
        <source>{total} inspections</source>
        <translation>{total} 件</translation>
    </message>
    <message>
        <source>{who} says {what}</source>
        <translation>{who} の判定が {what}</translation>
    </message>
    <message>
        <source>{word} does not fit this product</source>
        <translation>{word} はこの製品に当てはまりません</translation>
    </message>
    <message>
        <source>{word} for the {rest} that are not</source>
        <translation>未レビューの{rest}ペアを{word}にする</translation>
    </message>
    <message>
        <source>{word} for {count} pairs</source>
        <translation>{count}ペアを{word}にする</translation>
    </message>
    <message>
        <source>“{text}”</source>
        <translation>「{text}」</translation>
    </message>
    <message>
        <source>“{text}” is no number. Write it as 0.5 or 50 %.</source>
        <translation>「{text}」は数値ではありません。0.5 または 50 % の形で入力してください。</translation>
    </message>
    <message>
        <source>“{text}” is no time. Write it as 2026-01-31 or with 13:30.</source>
        <translation>「{text}」は日時ではありません。2026-01-31 または 2026-01-31 13:30 の形で入力してください。</translation>
    </message>
</context>
<context>
    <name>ReviewPanels</name>
    <message>
        <source>Against</source>
        <translation>比較先</translation>
    </message>
    <message>
        <source>All classes</source>
        <translation>すべてのクラス</translation>
    </message>
    <message>
        <source>All that changed</source>
        <translation>変わったものすべて</translation>
    </message>
    <message>
        <source>Back to the recipe</source>
        <translation>レシピの値に戻す</translation>
    </message>
    <message>
        <source>Change</source>
        <translation>差</translation>
    </message>
    <message>
        <source>Choose another run over the same pairs to compare with</source>
        <translation>比べる相手として、同じペアを判定した別の結果を選んでください</translation>
    </message>
    <message>
        <source>Choose the other run…</source>
        <translation>相手の結果を選ぶ…</translation>
    </message>
    <message>
        <source>Classes</source>
        <translation>クラス</translation>
    </message>
    <message>
        <source>Confusion</source>
        <translation>混同行列</translation>
    </message>
    <message>
        <source>Cost</source>
        <translation>費用</translation>
    </message>
    <message>
        <source>Cost of an escape, in reviews</source>
        <translation>見逃し1件の費用(確認の回数)</translation>
    </message>
    <message>
        <source>Cost of an overkill, in reviews</source>
        <translation>過検出1件の費用(確認の回数)</translation>
    </message>
    <message>
        <source>Count</source>
        <translation>対象</translation>
    </message>
    <message>
        <source>Counting…</source>
        <translation>集計しています…</translation>
    </message>
    <message>
        <source>Defect map</source>
        <translation>欠陥マップ</translation>
    </message>
    <message>
        <source>Defect map over the grid</source>
        <translation>グリッド上の欠陥マップ</translation>
    </message>
    <message>
        <source>Escape</source>
        <translation>見逃し</translation>
    </message>
    <message>
        <source>Escapes of {count}</source>
        <translation>見逃し(不良{count}中)</translation>
    </message>
    <message>
        <source>FAIL up to {t_fail}, PASS from {t_pass}</source>
        <translation>{t_fail}以下はFAIL、{t_pass}以上はPASS</translation>
    </message>
    <message>
        <source>Folder of what is known</source>
        <translation>正解のフォルダー</translation>
    </message>
    <message>
        <source>Folder…</source>
        <translation>フォルダー…</translation>
    </message>
    <message>
        <source>Give truth…</source>
        <translation>正解を与える…</translation>
    </message>
    <message>
        <source>Here</source>
        <translation>こちら</translation>
    </message>
    <message>
        <source>Histogram of P(ok) by verdict</source>
        <translation>判定別のP(ok)のヒストグラム</translation>
    </message>
    <message>
        <source>In cells that this grid does not have: {count}</source>
        <translation>このグリッドにないセル: {count}件</translation>
    </message>
    <message>
        <source>Known from</source>
        <translation>正解の元</translation>
    </message>
    <message>
        <source>Known to be defective, and PASS</source>
        <translation>不良とわかっていてPASSのもの</translation>
    </message>
    <message>
        <source>Known to be good, and FAIL</source>
        <translation>良品とわかっていてFAILのもの</translation>
    </message>
    <message>
        <source>Lines by costs</source>
        <translation>費用で決める</translation>
    </message>
    <message>
        <source>New version of the recipe…</source>
        <translation>レシピの新しいバージョン…</translation>
    </message>
    <message>
        <source>No inspection passes the filter</source>
        <translation>絞り込みに合う検査がありません</translation>
    </message>
    <message>
        <source>No threshold changes {count} of them: a fault, a failed check or advice holds them, or they have no P(ok) ({without}).</source>
        <translation>{count}件はしきい値では変わりません。故障、確認の不合格、参考意見によるものか、P(ok)がないものです({without}件)。</translation>
    </message>
    <message>
        <source>No verdict differs in this way</source>
        <translation>この条件で判定が変わったペアはありません</translation>
    </message>
    <message>
        <source>Nothing in the records differs.</source>
        <translation>記録に違いはありません。</translation>
    </message>
    <message>
        <source>Nothing is known of these parts: correct some, or give truth under Confusion.</source>
        <translation>これらのワークの正解がわかりません。いくつか訂正するか、「混同行列」で正解を与えてください。</translation>
    </message>
    <message>
        <source>Nothing is open</source>
        <translation>何も開かれていません</translation>
    </message>
    <message>
        <source>Nothing is recorded here yet</source>
        <translation>まだ記録がありません</translation>
    </message>
    <message>
        <source>Nothing of this selection was corrected yet</source>
        <translation>この範囲にはまだ訂正がありません</translation>
    </message>
    <message>
        <source>Of the parts of which something is known, in reviews</source>
        <translation>正解がわかっているワークについて、確認の回数で表した費用</translation>
    </message>
    <message>
        <source>Opening the other run…</source>
        <translation>相手の結果を開いています…</translation>
    </message>
    <message>
        <source>Output folder of the other run</source>
        <translation>相手の結果の出力フォルダー</translation>
    </message>
    <message>
        <source>Overkill</source>
        <translation>過検出</translation>
    </message>
    <message>
        <source>Overkills of {count}</source>
        <translation>過検出(良品{count}中)</translation>
    </message>
    <message>
        <source>P(ok)</source>
        <translation>P(ok)</translation>
    </message>
    <message>
        <source>Pair</source>
        <translation>ペア</translation>
    </message>
    <message>
        <source>Pairs of two runs side by side</source>
        <translation>2つの結果のペアの対比</translation>
    </message>
    <message>
        <source>Panels of the review</source>
        <translation>レビューのパネル</translation>
    </message>
    <message>
        <source>Rates with 95 % intervals</source>
        <translation>95 %信頼区間つきの率</translation>
    </message>
    <message>
        <source>Reading the other run…</source>
        <translation>相手の結果を読み込んでいます…</translation>
    </message>
    <message>
        <source>Reading what is known…</source>
        <translation>正解を読み込んでいます…</translation>
    </message>
    <message>
        <source>Recipe</source>
        <translation>レシピ</translation>
    </message>
    <message>
        <source>Review</source>
        <translation>要確認</translation>
    </message>
    <message>
        <source>Right class</source>
        <translation>クラス正解</translation>
    </message>
    <message>
        <source>Rows: here. Columns: there.</source>
        <translation>行: こちら&#x3000;列: 相手</translation>
    </message>
    <message>
        <source>Rows: known. Columns: said.</source>
        <translation>行: 正解&#x3000;列: 判定</translation>
    </message>
    <message>
        <source>Save FAIL up to {t_fail}, PASS from {t_pass} as a new version of {recipe}? It is used from the next time the recipe is chosen.</source>
        <translation>{t_fail}以下はFAIL、{t_pass}以上はPASSを、{recipe}の新しいバージョンとして保存しますか? 次にレシピを選んだときから使われます。</translation>
    </message>
    <message>
        <source>Save nothing</source>
        <translation>保存しない</translation>
    </message>
    <message>
        <source>Save the new version</source>
        <translation>新しいバージョンを保存</translation>
    </message>
    <message>
        <source>Saved as {name}.</source>
        <translation>{name}として保存しました。</translation>
    </message>
    <message>
        <source>Show what changes</source>
        <translation>変わるものを表示</translation>
    </message>
    <message>
        <source>Spread out the ends</source>
        <translation>両端を広げる</translation>
    </message>
    <message>
        <source>Table of cells that are known</source>
        <translation>正解のわかっているセルの表</translation>
    </message>
    <message>
        <source>Table of cells…</source>
        <translation>セルの表…</translation>
    </message>
    <message>
        <source>Tables ({suffixes})</source>
        <translation>表 ({suffixes})</translation>
    </message>
    <message>
        <source>The lines reach from 0 to {end}.</source>
        <translation>線の範囲は0~{end}です。</translation>
    </message>
    <message>
        <source>The recipe that judged these parts is not in the journal.</source>
        <translation>このワークを判定したレシピが記録にありません。</translation>
    </message>
    <message>
        <source>There</source>
        <translation>相手</translation>
    </message>
    <message>
        <source>This could not be counted ({error}).</source>
        <translation>集計できませんでした({error})。</translation>
    </message>
    <message>
        <source>Thresholds</source>
        <translation>しきい値</translation>
    </message>
    <message>
        <source>Two runs</source>
        <translation>2つの結果</translation>
    </message>
    <message>
        <source>Verdicts here by verdicts there</source>
        <translation>こちらの判定と相手の判定の対応</translation>
    </message>
    <message>
        <source>What an error costs, in reviews</source>
        <translation>誤り1件の費用(確認の回数)</translation>
    </message>
    <message>
        <source>What is known by what was said</source>
        <translation>正解と判定の対応</translation>
    </message>
    <message>
        <source>What the thresholds change</source>
        <translation>しきい値で変わること</translation>
    </message>
    <message>
        <source>What was different</source>
        <translation>違っていたもの</translation>
    </message>
    <message>
        <source>Why</source>
        <translation>理由</translation>
    </message>
    <message>
        <source>an inspector says otherwise</source>
        <translation>検査器の意見が違う</translation>
    </message>
    <message>
        <source>answer</source>
        <translation>回答</translation>
    </message>
    <message>
        <source>better</source>
        <translation>改善</translation>
    </message>
    <message>
        <source>change</source>
        <translation>差</translation>
    </message>
    <message>
        <source>changed by other thresholds</source>
        <translation>しきい値で変わるもの</translation>
    </message>
    <message>
        <source>chosen</source>
        <translation>選択中</translation>
    </message>
    <message>
        <source>classes of cells</source>
        <translation>セルのクラス</translation>
    </message>
    <message>
        <source>corrections</source>
        <translation>訂正</translation>
    </message>
    <message>
        <source>defective</source>
        <translation>不良</translation>
    </message>
    <message>
        <source>fused otherwise</source>
        <translation>統合の結果が違う</translation>
    </message>
    <message>
        <source>fusion</source>
        <translation>統合</translation>
    </message>
    <message>
        <source>given truth</source>
        <translation>与えられた正解</translation>
    </message>
    <message>
        <source>good</source>
        <translation>良品</translation>
    </message>
    <message>
        <source>held by a fault, check or advice</source>
        <translation>故障・確認・参考意見でREVIEWになった</translation>
    </message>
    <message>
        <source>inspections in which a cell is not PASS, of {count}</source>
        <translation>セルがPASSでない検査の数(全{count}件)</translation>
    </message>
    <message>
        <source>inspector</source>
        <translation>検査器</translation>
    </message>
    <message>
        <source>known cells: {count}</source>
        <translation>正解のあるセル: {count}</translation>
    </message>
    <message>
        <source>known {known}, said {said}</source>
        <translation>正解 {known}、判定 {said}</translation>
    </message>
    <message>
        <source>known: {known} of {count} inspections</source>
        <translation>正解あり: {known}件(検査{count}件中)</translation>
    </message>
    <message>
        <source>model</source>
        <translation>モデル</translation>
    </message>
    <message>
        <source>no class named</source>
        <translation>クラスなし</translation>
    </message>
    <message>
        <source>none</source>
        <translation>なし</translation>
    </message>
    <message>
        <source>of all that is known</source>
        <translation>正解のあるもののうちREVIEW</translation>
    </message>
    <message>
        <source>of the defective that are PASS</source>
        <translation>不良のうちPASS</translation>
    </message>
    <message>
        <source>of the defects that are FAIL</source>
        <translation>FAILになった欠陥のうち</translation>
    </message>
    <message>
        <source>of the good that are FAIL</source>
        <translation>良品のうちFAIL</translation>
    </message>
    <message>
        <source>other recipe</source>
        <translation>レシピが違う</translation>
    </message>
    <message>
        <source>pairs in both: {both} · changed: {changed} · only here: {first} · only there: {second}</source>
        <translation>両方にあるペア: {both} · 変化: {changed} · こちらだけ: {first} · 相手だけ: {second}</translation>
    </message>
    <message>
        <source>parts</source>
        <translation>ワーク</translation>
    </message>
    <message>
        <source>plugin</source>
        <translation>プラグイン</translation>
    </message>
    <message>
        <source>recipe</source>
        <translation>レシピ</translation>
    </message>
    <message>
        <source>recorded</source>
        <translation>記録</translation>
    </message>
    <message>
        <source>reference</source>
        <translation>基準画像</translation>
    </message>
    <message>
        <source>test image</source>
        <translation>テスト画像</translation>
    </message>
    <message>
        <source>thresholds decide otherwise</source>
        <translation>しきい値で判定が変わる</translation>
    </message>
    <message>
        <source>weight</source>
        <translation>重み</translation>
    </message>
    <message>
        <source>with the lines</source>
        <translation>線の値</translation>
    </message>
    <message>
        <source>worse</source>
        <translation>悪化</translation>
    </message>
    <message>
        <source>{cell}: not PASS in {count}</source>
        <translation>{cell}: PASSでない検査 {count}件</translation>
    </message>
    <message>
        <source>{name} {rate} (95 %: {bounds}), {hits} of {trials} {of}</source>
        <translation>{name} {rate}(95 %: {bounds})、{of} {trials}件中{hits}件</translation>
    </message>
    <message>
        <source>{row} × {column}: {count}, {share} of the row</source>
        <translation>{row} × {column}: {count}件、行の{share}</translation>
    </message>
</context>
<context>
    <name>Sentences</name>
    <message>
        <source>&quot;{name}&quot; cannot be opened: it is no folder, no CSV of pairs and no picture of a known kind (PNG, JPEG, TIFF, BMP, WebP).</source>
        <translation>「{name}」は開けません: フォルダーでも、ペアの CSV でも、扱える画像(PNG、JPEG、TIFF、BMP、WebP)でもありません。</translation>
    </message>
    <message>
        <source>&quot;{name}&quot; in the watched folder waits and is not judged ({count} more wait): {reason}</source>
        <translation>監視フォルダーの「{name}」は待機中で、判定していません(ほか{count}件): {reason}</translation>
    </message>
    <message>
        <source>&quot;{name}&quot; in the watched folder waits and is not judged: {reason}</source>
        <translation>監視フォルダーの「{name}」は待機中で、判定していません: {reason}</translation>
    </message>
    <message>
        <source>&quot;{name}&quot; is neither &quot;pass&quot; nor a cell with its defect</source>
        <translation>「{name}」は「pass」でも、欠陥名を伴うセルでもありません</translation>
    </message>
    <message>
        <source>&quot;{name}&quot; is no cell of the grid</source>
        <translation>「{name}」というセルはグリッドにありません</translation>
    </message>
    <message>
        <source>&quot;{name}&quot; is no name of a defect ({names})</source>
        <translation>「{name}」は欠陥名ではありません({names})</translation>
    </message>
    <message>
        <source>&quot;{name}&quot; is not in the journal &quot;{place}&quot;.</source>
        <translation>「{name}」はジャーナル「{place}」にありません。</translation>
    </message>
    <message>
        <source>&quot;{name}&quot; is pair &quot;{pair}&quot; with serial &quot;{serial}&quot;, not pair &quot;{other}&quot; with serial &quot;{needed}&quot;.</source>
        <translation>「{name}」はペア「{pair}」、シリアル「{serial}」で、ペア「{other}」、シリアル「{needed}」ではありません。</translation>
    </message>
    <message>
        <source>&quot;{name}&quot; is refused: {error}</source>
        <translation>「{name}」は受け付けられません: {error}</translation>
    </message>
    <message>
        <source>&quot;{path}&quot; cannot be changed: {error}. Mend it, or set disabled_plugins in it by hand.</source>
        <translation>「{path}」を変更できません: {error}。ファイルを直すか、disabled_plugins を手で設定してください。</translation>
    </message>
    <message>
        <source>&quot;{path}&quot; does not exist; give a folder with pairs or a CSV file.</source>
        <translation>「{path}」がありません。ペアのフォルダーか CSV ファイルを指定してください。</translation>
    </message>
    <message>
        <source>&quot;{path}&quot; is a file, where the folder of this product would be. Move the file away, or choose another name.</source>
        <translation>「{path}」はファイルですが、この製品のフォルダーと同じ場所にあります。ファイルを移動するか、別の名前にしてください。</translation>
    </message>
    <message>
        <source>&quot;{path}&quot; is no folder. Choose the folder that pictures arrive in.</source>
        <translation>「{path}」はフォルダーではありません。画像が届くフォルダーを選んでください。</translation>
    </message>
    <message>
        <source>&quot;{path}&quot; is not UTF-8 text: {error}. Save it as UTF-8.</source>
        <translation>「{path}」は UTF-8 ではありません: {error}。UTF-8 で保存してください。</translation>
    </message>
    <message>
        <source>&quot;{path}&quot; is not the picture that was judged; it was changed since.</source>
        <translation>「{path}」は判定時の画像ではなく、その後変更されています。</translation>
    </message>
    <message>
        <source>&quot;{path}&quot; is there already, and an export overwrites nothing; name a folder that does not exist.</source>
        <translation>「{path}」は既にあります。上書きはしません。存在しないフォルダー名を指定してください。</translation>
    </message>
    <message>
        <source>&quot;{place}&quot; is no address of a stream; it begins like rtsp:// or http://.</source>
        <translation>「{place}」はストリームのアドレスではありません。rtsp:// や http:// で始まります。</translation>
    </message>
    <message>
        <source>A product &quot;{name}&quot; exists already. Choose another name.</source>
        <translation>製品「{name}」はすでにあります。別の名前にしてください。</translation>
    </message>
    <message>
        <source>A vision-language model that says where the test image differs, and how.</source>
        <translation>テスト画像のどこがどう違うかを言葉で示す視覚言語モデルです。</translation>
    </message>
    <message>
        <source>Address &quot;{cell}&quot; names {count} cells; choose row and column labels that stay different when written together.</source>
        <translation>番地「{cell}」が{count}個のセルを指しています。つなげて書いても区別できる行と列の名前にしてください。</translation>
    </message>
    <message>
        <source>An ONNX classifier on a window around every candidate region.</source>
        <translation>候補領域ごとの窓をONNX分類器で判定します。</translation>
    </message>
    <message>
        <source>An ONNX classifier on every cell.</source>
        <translation>各セルをONNX分類器で判定します。</translation>
    </message>
    <message>
        <source>An ONNX classifier on the whole part.</source>
        <translation>ワーク全体をONNX分類器で判定します。</translation>
    </message>
    <message>
        <source>An import needs the name of who imports: sign on first (F3).</source>
        <translation>インポートには実施者名が必要です。先にサインオンしてください(F3)。</translation>
    </message>
    <message>
        <source>An older version wrote this journal; a copy of it is shown as it was when it was opened. Nothing can be recorded in it; judge the pairs again with this version to correct them.</source>
        <translation>このジャーナルは旧バージョンで書かれたため、開いた時点のコピーを表示しています。記録はできません。訂正するには、このバージョンで再判定してください。</translation>
    </message>
    <message>
        <source>Another batch in the queue has the output folder &quot;{path}&quot;. Choose another.</source>
        <translation>キューの別のバッチが結果フォルダー「{path}」を使っています。別のフォルダーを選んでください。</translation>
    </message>
    <message>
        <source>Another program is writing the journal &quot;{place}&quot; of station &quot;{station}&quot;; only one may. Close it, then try again.</source>
        <translation>別のプログラムがステーション「{station}」のジャーナル「{place}」に書き込んでいます。書き込めるのは一つだけです。閉じてから再試行してください。</translation>
    </message>
    <message>
        <source>Another window runs the queue of batches of &quot;{place}&quot;; only one may. Go on there, or close it and try again.</source>
        <translation>「{place}」のバッチのキューは別のウィンドウで動いています。同時に動かせるのは一つだけです。そちらで続けるか、閉じてからもう一度試してください。</translation>
    </message>
    <message>
        <source>Batch &quot;{name}&quot; has judged nothing yet; there is nothing to report.</source>
        <translation>バッチ「{name}」はまだ何も判定していないため、レポートはありません。</translation>
    </message>
    <message>
        <source>Batch &quot;{name}&quot; is running. Cancel it first, then delete it.</source>
        <translation>バッチ「{name}」は実行中です。先に中止してから削除してください。</translation>
    </message>
    <message>
        <source>Box {value} cannot be checked; the test image was never read.</source>
        <translation>検査画像が読まれていないため、枠{value}を確認できません。</translation>
    </message>
    <message>
        <source>Box {value} is empty; x1 &lt; x2 and y1 &lt; y2 are needed.</source>
        <translation>枠{value}は空です。x1 &lt; x2、y1 &lt; y2 が必要です。</translation>
    </message>
    <message>
        <source>Box {value} is not within the test image; x from 0 to {width} and y from 0 to {height} are allowed.</source>
        <translation>枠{value}は検査画像の外です。xは0〜{width}、yは0〜{height}です。</translation>
    </message>
    <message>
        <source>Camera &quot;{place}&quot; cannot be opened (tried through {name}). Check that it is plugged in, that no other program uses it, and that this user may.</source>
        <translation>カメラ「{place}」を開けません({name} で試行)。接続、ほかのプログラムの使用、利用者の権限を確認してください。</translation>
    </message>
    <message>
        <source>Camera &quot;{place}&quot; gives no more pictures. Check its cable and power.</source>
        <translation>カメラ「{place}」から画像が来なくなりました。ケーブルと電源を確認してください。</translation>
    </message>
    <message>
        <source>Camera, network stream, video file or folder of pictures through OpenCV.</source>
        <translation>OpenCVを通したカメラ、ネットワーク映像、動画ファイル、または画像フォルダー。</translation>
    </message>
    <message>
        <source>Cannot {doing}: {error}. Nothing was changed; check free space and write permission there, then try again.</source>
        <translation>保存できません({doing}: {error})。何も変更していません。空き容量と書き込み権限を確認して、もう一度試してください。</translation>
    </message>
    <message>
        <source>Cell &quot;{cell}&quot; is not on this grid (rows {rows}; columns {columns}).</source>
        <translation>セル「{cell}」はこのグリッドにありません(行 {rows}、列 {columns})。</translation>
    </message>
    <message>
        <source>Cell &quot;{cell}&quot; is not on this grid (rows {rows}; columns {columns}). Did you mean &quot;{name}&quot;?</source>
        <translation>セル「{cell}」はこのグリッドにありません(行 {rows}、列 {columns})。「{name}」のことですか?</translation>
    </message>
    <message>
        <source>Cell &quot;{name}&quot; is not known. Allowed: {names}.</source>
        <translation>セル「{name}」は不明です。使用可: {names}。</translation>
    </message>
    <message>
        <source>Cell &quot;{name}&quot; is not known. Did you mean &quot;{needed}&quot;? Allowed: {names}.</source>
        <translation>セル「{name}」は不明です。「{needed}」ですか? 使用可: {names}。</translation>
    </message>
    <message>
        <source>Cell {cell} has no label.</source>
        <translation>セル{cell}にラベルがありません。</translation>
    </message>
    <message>
        <source>Class &quot;{name}&quot; is not known. Allowed: {names}.</source>
        <translation>クラス「{name}」は不明です。使用可: {names}。</translation>
    </message>
    <message>
        <source>Class &quot;{name}&quot; is not known. Did you mean &quot;{needed}&quot;? Allowed: {names}.</source>
        <translation>クラス「{name}」は不明です。「{needed}」ですか? 使用可: {names}。</translation>
    </message>
    <message>
        <source>Class name &quot;{name}&quot; cannot be used; give a lower-case name without blanks around it, other than &quot;ignore&quot;.</source>
        <translation>クラス名「{name}」は使えません。小文字で、前後に空白を入れず、「ignore」以外の名前にしてください。</translation>
    </message>
    <message>
        <source>Every cell of the grid is unused; leave at least one cell to judge.</source>
        <translation>すべてのセルが対象外です。判定するセルを1つ以上残してください。</translation>
    </message>
    <message>
        <source>Fine-tunes a vision-language model with LoRA on corrected and labelled pairs.</source>
        <translation>訂正済み・正解付きのペアで、視覚言語モデルをLoRAで追加学習します。</translation>
    </message>
    <message>
        <source>Folder &quot;{path}&quot; cannot be read: {error}.</source>
        <translation>フォルダー「{path}」を読めません: {error}。</translation>
    </message>
    <message>
        <source>Folder &quot;{path}&quot; does not exist. Check the path.</source>
        <translation>フォルダー「{path}」がありません。場所を確認してください。</translation>
    </message>
    <message>
        <source>Inspector &quot;{inspector}&quot; cannot be started: its plugin &quot;{name}&quot; is disabled. Enable it first.</source>
        <translation>検査器「{inspector}」は起動できません。プラグイン「{name}」が無効です。先に有効にしてください。</translation>
    </message>
    <message>
        <source>Inspector &quot;{inspector}&quot; could not learn: {reason}</source>
        <translation>検査器「{inspector}」は学習できませんでした: {reason}</translation>
    </message>
    <message>
        <source>Inspector &quot;{inspector}&quot; could not learn: {reason} Parts left out: {count} of {size}, such as {name} ({error}).</source>
        <translation>検査器「{inspector}」は学習できませんでした: {reason} 除外したワーク: {size}個中{count}個、例: {name} ({error})。</translation>
    </message>
    <message>
        <source>It cannot go on: {reason} Train anew.</source>
        <translation>続けられません: {reason} 新しく学習してください。</translation>
    </message>
    <message>
        <source>It cannot go on: {reason}. Train anew.</source>
        <translation>続けられません: {reason}。新しく学習してください。</translation>
    </message>
    <message>
        <source>It is still being written.</source>
        <translation>まだ書き込み中です。</translation>
    </message>
    <message>
        <source>It names a cell and a box; give each a line of its own.</source>
        <translation>セルと枠の両方があります。別々の行にしてください。</translation>
    </message>
    <message>
        <source>It names no inspection; one of {names} is needed.</source>
        <translation>検査の指定がありません。{names} のいずれかが必要です。</translation>
    </message>
    <message>
        <source>It was called NG, but nobody said in which cell.</source>
        <translation>NGですが、どのセルか指定されていません。</translation>
    </message>
    <message>
        <source>Its reference picture is not there yet.</source>
        <translation>基準画像がまだありません。</translation>
    </message>
    <message>
        <source>Journal &quot;{place}&quot; cannot be used: {error}.</source>
        <translation>記録「{place}」を使えません: {error}。</translation>
    </message>
    <message>
        <source>Journal &quot;{place}&quot; has schema {number}, and this version knows {limit}: a newer station wrote it. Install that version, or use another journal.</source>
        <translation>ジャーナル「{place}」のスキーマは{number}ですが、このバージョンは{limit}までです。新しいバージョンで書かれています。そのバージョンを入れるか、別のジャーナルを使ってください。</translation>
    </message>
    <message>
        <source>Journal &quot;{place}&quot; is being written now: its batch still runs, or another window or command has it open. Nothing can be recorded until the batch ends or the other is closed.</source>
        <translation>ジャーナル「{place}」は書き込み中です。バッチがまだ実行中か、別のウィンドウまたはコマンドが開いています。バッチが終わるか、もう一方が閉じられるまで記録できません。</translation>
    </message>
    <message>
        <source>Journal &quot;{place}&quot; is damaged, a value has no meaning: {error}. Restore it from a backup, or ask who looks after the station.</source>
        <translation>ジャーナル「{place}」は破損しており、値が不正です: {error}。バックアップから復元するか、管理者に相談してください。</translation>
    </message>
    <message>
        <source>Journal &quot;{place}&quot; was moved, removed or replaced since it was opened; what is shown is what it held then. Put it back, or open it again.</source>
        <translation>ジャーナル「{place}」は開いた後に移動、削除、または置き換えられました。表示しているのは開いた時点の内容です。元に戻すか、開き直してください。</translation>
    </message>
    <message>
        <source>Journal &quot;{place}&quot; was moved, removed or replaced while it is in use; nothing was recorded. Put it back, or close the station and open it again.</source>
        <translation>使用中に記録 &quot;{place}&quot; が移動、削除または置き換えられました。何も記録していません。元に戻すか、ステーションを閉じて開き直してください。</translation>
    </message>
    <message>
        <source>Journal &quot;{place}&quot; was written by an older version and is shown from a copy, so that nothing can be recorded in it. Judge the pairs again with this version to correct them; Ctrl+Z takes back what was said here.</source>
        <translation>ジャーナル「{place}」は旧バージョンで書かれたため、コピーを表示しています。記録はできません。訂正するには、このバージョンで再判定してください。ここでの入力はCtrl+Zで取り消せます。</translation>
    </message>
    <message>
        <source>Journal &quot;{place}&quot;: {error}. Another program holds it; close that program and try again.</source>
        <translation>記録「{place}」: {error}。別のプログラムが使っています。閉じてからもう一度試してください。</translation>
    </message>
    <message>
        <source>Journal &quot;{place}&quot;: {error}. Check that the folder exists and may be written.</source>
        <translation>記録「{place}」: {error}。フォルダーの有無と書き込み権限を確認してください。</translation>
    </message>
    <message>
        <source>Journal &quot;{place}&quot;: {error}. It is damaged or another kind of file; restore a backup.</source>
        <translation>記録「{place}」: {error}。壊れているか、別の種類のファイルです。バックアップから戻してください。</translation>
    </message>
    <message>
        <source>Journal &quot;{place}&quot;: {error}. It is damaged. Keep it, and restore it from a backup.</source>
        <translation>記録「{place}」: {error}。壊れています。消さずに残し、バックアップから戻してください。</translation>
    </message>
    <message>
        <source>Journal &quot;{place}&quot;: {error}. It may not be written; check the permissions of file and folder.</source>
        <translation>記録「{place}」: {error}。書き込めません。ファイルとフォルダーの権限を確認してください。</translation>
    </message>
    <message>
        <source>Journal &quot;{place}&quot;: {error}. The disk is full or failing; nothing was recorded.</source>
        <translation>記録「{place}」: {error}。ディスクがいっぱいか、故障しています。何も記録していません。</translation>
    </message>
    <message>
        <source>Journal &quot;{place}&quot;: {error}. The disk is full; nothing can be recorded until there is space.</source>
        <translation>ジャーナル「{place}」: {error}。ディスクがいっぱいです。空きができるまで記録できません。</translation>
    </message>
    <message>
        <source>Label &quot;{name}&quot; belongs to no cell and no box.</source>
        <translation>ラベル「{name}」に対応するセルも枠もありません。</translation>
    </message>
    <message>
        <source>Learns a small network on patches of candidate regions from labelled pairs.</source>
        <translation>正解付きのペアから、候補領域の小画像で小さなネットワークを学習します。</translation>
    </message>
    <message>
        <source>Learns unit spaces, both networks and their pool from labelled pairs.</source>
        <translation>正解付きのペアから、単位空間と2つのネットワーク、その統合を学習します。</translation>
    </message>
    <message>
        <source>Least sure of {cell}: {name} with probability {value}.</source>
        <translation>最も不確かなセル {cell}: {name} の確率 {value}。</translation>
    </message>
    <message>
        <source>Likeliest defect: {name} with probability {value}.</source>
        <translation>最も疑わしい欠陥: {name}(確率 {value})</translation>
    </message>
    <message>
        <source>Limits need at least {limit} good parts, got {count}; add pictures of passed products and learn again.</source>
        <translation>しきい値の学習には良品のワークが{limit}個以上必要ですが、{count}個しかありません。合格した製品の画像を追加して、もう一度学習してください。</translation>
    </message>
    <message>
        <source>NOT PUT TO USE: {reason}. No version of recipe {name} was saved; the model is kept in {path}. Train on more records, or use it all the same with the button below.</source>
        <translation>使用しません: {reason}。レシピ {name} の新しい版は保存されていません。モデルは {path} に残してあります。より多くの記録で学習するか、下のボタンでそのまま使ってください。</translation>
    </message>
    <message>
        <source>No camera, address or file is named. Enter where the pictures are.</source>
        <translation>カメラ、アドレス、ファイルが指定されていません。画像の場所を入力してください。</translation>
    </message>
    <message>
        <source>No recipe is in use; choose one first.</source>
        <translation>レシピが選ばれていません。先に選んでください。</translation>
    </message>
    <message>
        <source>Nobody has corrected an inspection with recipe &quot;{name}&quot; in journal &quot;{place}&quot;. Correct some on the Review screen, or say what is known of the parts as truth.</source>
        <translation>ジャーナル「{place}」には、レシピ「{name}」の検査の訂正がありません。レビュー画面でいくつか訂正するか、ワークの正解を指定してください。</translation>
    </message>
    <message>
        <source>Nobody said what is true of it: confirm or correct it first.</source>
        <translation>正解が未確認です。先に確認または訂正してください。</translation>
    </message>
    <message>
        <source>None of the selection can be shown; there is no report.</source>
        <translation>表示できるものがないため、レポートはありません。</translation>
    </message>
    <message>
        <source>Nothing is known of the pairs in {place}; enter where it is said as truth.</source>
        <translation>{place} のペアの正解がわかりません。正解のある場所を「正解」に入力してください。</translation>
    </message>
    <message>
        <source>Nothing is selected, so there is nothing to export.</source>
        <translation>選択がないため、エクスポートするものがありません。</translation>
    </message>
    <message>
        <source>Pair &quot;{name}&quot; has no reference picture; give one.</source>
        <translation>画像ペア「{name}」に基準画像がありません。用意してください。</translation>
    </message>
    <message>
        <source>Pairs with an empty or missing picture: {count} ({names}). They become REVIEW.</source>
        <translation>画像が空または見つからないペア: {count} 件({names})。REVIEW になります。</translation>
    </message>
    <message>
        <source>Parameters of inspector &quot;{inspector}&quot; are not valid: {error}. Check [inspectors.parameters] in recipe.toml.</source>
        <translation>検査器「{inspector}」のパラメーターが正しくありません: {error}。recipe.toml の [inspectors.parameters] を確認してください。</translation>
    </message>
    <message>
        <source>Part &quot;{name}&quot; was taken already, from &quot;{path}&quot;. Give it another name.</source>
        <translation>ワーク「{name}」は「{path}」から取り込み済みです。別の名前にしてください。</translation>
    </message>
    <message>
        <source>Part class &quot;{name}&quot; is not known. Allowed: {names}.</source>
        <translation>ワークの判定「{name}」は不明です。使用可: {names}。</translation>
    </message>
    <message>
        <source>Part class &quot;{name}&quot; is not known. Did you mean &quot;{needed}&quot;? Allowed: {names}.</source>
        <translation>ワークの判定「{name}」は不明です。「{needed}」ですか? 使用可: {names}。</translation>
    </message>
    <message>
        <source>Passes, with probability {value}.</source>
        <translation>合格です(確率 {value})。</translation>
    </message>
    <message>
        <source>Picture &quot;{path}&quot; cannot be read: {error}.</source>
        <translation>画像「{path}」を読めません: {error}。</translation>
    </message>
    <message>
        <source>Picture &quot;{path}&quot; does not exist. Check the path.</source>
        <translation>画像「{path}」がありません。場所を確認してください。</translation>
    </message>
    <message>
        <source>Picture &quot;{path}&quot; is damaged: {error}. Copy or export it again.</source>
        <translation>画像「{path}」は壊れています: {error}。もう一度コピーするか書き出してください。</translation>
    </message>
    <message>
        <source>Plugin &quot;{name}&quot; does not bring inspector {names} any more. Nothing was changed: it goes on as it was loaded. Mend the plugin, then reload it again.</source>
        <translation>プラグイン「{name}」に検査器 {names} がなくなりました。何も変更していません。読み込み済みのもので続けます。プラグインを直してから再読み込みしてください。</translation>
    </message>
    <message>
        <source>Plugin &quot;{name}&quot; does not bring inspector {names} any more: {reason}. Nothing was changed: it goes on as it was loaded. Mend the plugin, then reload it again.</source>
        <translation>プラグイン「{name}」に検査器 {names} がなくなりました: {reason}。何も変更していません。読み込み済みのもので続けます。プラグインを直してから再読み込みしてください。</translation>
    </message>
    <message>
        <source>Recipe name {name} cannot be a folder name on every system; use at most 100 characters without / \ @ : * ? &quot; &lt; &gt; |, no blank or full stop at the end, and no device name such as CON or NUL.</source>
        <translation>レシピ名 {name} はフォルダー名に使えません。100文字以内で、/ \ @ : * ? &quot; &lt; &gt; | を含めず、末尾に空白やピリオドを置かず、CONやNULなどの装置名も避けてください。</translation>
    </message>
    <message>
        <source>Region &quot;{name}&quot; is not known. Allowed: {names}.</source>
        <translation>領域「{name}」は不明です。使用可: {names}。</translation>
    </message>
    <message>
        <source>Region &quot;{name}&quot; is not known. Did you mean &quot;{needed}&quot;? Allowed: {names}.</source>
        <translation>領域「{name}」は不明です。「{needed}」ですか? 使用可: {names}。</translation>
    </message>
    <message>
        <source>Serial &quot;{serial}&quot; has {count} pairs ({names}); say which in column pair.</source>
        <translation>シリアル「{serial}」には{count}ペアあります({names})。pair列で指定してください。</translation>
    </message>
    <message>
        <source>Stream &quot;{place}&quot; cannot be opened (tried for {seconds} s). Check the address, user and password, and that the camera can be reached from this machine.</source>
        <translation>ネットワーク映像「{place}」を開けません({seconds}秒試行)。アドレス、ユーザー名、パスワード、カメラへの接続を確認してください。</translation>
    </message>
    <message>
        <source>Stream &quot;{place}&quot; gives no more pictures. Check the camera and the network.</source>
        <translation>ネットワーク映像「{place}」から画像が来なくなりました。カメラとネットワークを確認してください。</translation>
    </message>
    <message>
        <source>Strongest change in {cell}: {value}, its limit is {limit}.</source>
        <translation>最大の変化はセル {cell}: {value}(しきい値 {limit})。</translation>
    </message>
    <message>
        <source>The answer was cancelled.</source>
        <translation>答えは取り消されました。</translation>
    </message>
    <message>
        <source>The box has no label.</source>
        <translation>枠にラベルがありません。</translation>
    </message>
    <message>
        <source>The copies of the pictures need {size} GB, and {limit} GB are free in &quot;{place}&quot;. Choose another folder, or judge without copies.</source>
        <translation>画像のコピーに {size} GB 必要ですが、「{place}」の空きは {limit} GB です。別のフォルダーを選ぶか、コピーなしで判定してください。</translation>
    </message>
    <message>
        <source>The memory was not enough for an answer; show less with longest_side or crops, or use a smaller model.</source>
        <translation>メモリーが足りず、答えられませんでした。longest_side か crops を小さくするか、より小さいモデルを使ってください。</translation>
    </message>
    <message>
        <source>The model did not end its answer within {seconds} s.</source>
        <translation>モデルは {seconds} 秒以内に答え終わりませんでした。</translation>
    </message>
    <message>
        <source>The model does not want to answer as it is asked: only {value} of its probability lies on answers.</source>
        <translation>モデルは求められた形で答えようとしません。答えに当たる確率は {value} しかありません。</translation>
    </message>
    <message>
        <source>The model&apos;s answer cannot be read: {reason}.</source>
        <translation>モデルの答えを読み取れません: {reason}。</translation>
    </message>
    <message>
        <source>The model&apos;s answer did not come to its end.</source>
        <translation>モデルの答えが最後まで終わりませんでした。</translation>
    </message>
    <message>
        <source>The model&apos;s figures are no finite numbers; its weights are damaged, or its dtype is too small.</source>
        <translation>モデルの計算値が有限の数ではありません。重みが壊れているか、dtype の範囲が足りません。</translation>
    </message>
    <message>
        <source>The output folder &quot;{path}&quot; cannot be made: &quot;{place}&quot; may not be written.</source>
        <translation>結果フォルダー「{path}」を作成できません: 「{place}」に書き込めません。</translation>
    </message>
    <message>
        <source>The output folder &quot;{path}&quot; cannot be used: {error}.</source>
        <translation>結果フォルダー「{path}」は使えません: {error}。</translation>
    </message>
    <message>
        <source>The output folder &quot;{path}&quot; holds other files, such as {names}. Choose a new or an empty folder.</source>
        <translation>結果フォルダー「{path}」にはほかのファイル({names} など)があります。新しいフォルダーか空のフォルダーを選んでください。</translation>
    </message>
    <message>
        <source>The output folder &quot;{path}&quot; lies in the folder of the pairs, where its pictures would be taken for parts. Choose one beside it.</source>
        <translation>結果フォルダー「{path}」はペアのフォルダーの中にあり、結果の画像がワークとみなされてしまいます。外のフォルダーを選んでください。</translation>
    </message>
    <message>
        <source>The pairs in &quot;{path}&quot; are gone: the folder was moved or deleted, or its disk or network is away. What was judged is kept; go on when it is back.</source>
        <translation>「{path}」のペアがなくなりました。フォルダーが移動または削除されたか、ディスクやネットワークが切れています。判定済みの結果は保存されています。元に戻ったら再開してください。</translation>
    </message>
    <message>
        <source>The pictures and the question are {count} tokens, the model takes {needed}, the answer included; show less with longest_side or crops.</source>
        <translation>画像と質問で {count} トークンになりますが、モデルが扱えるのは答えを含めて {needed} までです。longest_side か crops を小さくしてください。</translation>
    </message>
    <message>
        <source>The process of this batch {reason}.</source>
        <translation>このバッチのプロセス: {reason}。</translation>
    </message>
    <message>
        <source>The test image could not be laid onto the reference.</source>
        <translation>検査画像を基準画像に位置合わせできませんでした。</translation>
    </message>
    <message>
        <source>There are no pairs to judge. Check the folder or the list of pairs.</source>
        <translation>判定するペアがありません。フォルダーまたはペアの一覧を確認してください。</translation>
    </message>
    <message>
        <source>There are no pictures in &quot;{path}&quot;.</source>
        <translation>「{path}」に画像がありません。</translation>
    </message>
    <message>
        <source>There is no journal at {path}. Give a batch&apos;s output folder.</source>
        <translation>{path} にジャーナルがありません。バッチの出力フォルダーを指定してください。</translation>
    </message>
    <message>
        <source>There is no pair in &quot;{path}&quot;: {count} pictures, none named NAME_test.* (with its reference NAME_temp.* or NAME_ref.*).</source>
        <translation>「{path}」にペアがありません: 画像{count}枚のうち NAME_test.*(基準は NAME_temp.* か NAME_ref.*)という名前のものがありません。</translation>
    </message>
    <message>
        <source>There is no picture in &quot;{path}&quot; (looked for {names}).</source>
        <translation>「{path}」に画像がありません(対象: {names})。</translation>
    </message>
    <message>
        <source>There is no {kind} &quot;{name}&quot; (installed: {names}). Check the name, or install the plugin; the Plugins screen (Ctrl+5) shows all.</source>
        <translation>{kind}「{name}」はありません(導入済み: {names})。名前を確認するかプラグインを入れてください。一覧はプラグイン画面(Ctrl+5)にあります。</translation>
    </message>
    <message>
        <source>There is no {kind} &quot;{name}&quot; (installed: {names}).{reason} Check the name, or install the plugin; the Plugins screen (Ctrl+5) shows all.</source>
        <translation>{kind}「{name}」はありません(導入済み: {names})。{reason} 名前を確認するかプラグインを入れてください。一覧はプラグイン画面(Ctrl+5)にあります。</translation>
    </message>
    <message>
        <source>This station has no journal yet ({place}), so that nobody has corrected anything in it. Judge parts and correct them, or learn from a folder or a list.</source>
        <translation>このステーションにはまだジャーナルがなく({place})、訂正もありません。ワークを判定して訂正するか、フォルダーまたは一覧から学習してください。</translation>
    </message>
    <message>
        <source>Video &quot;{path}&quot; does not exist. Check the path.</source>
        <translation>動画「{path}」がありません。場所を確認してください。</translation>
    </message>
    <message>
        <source>Warning: runs on {device}, the recipe asks for {name} first.</source>
        <translation>警告: {device} で動作中です。レシピの第一希望は {name} です。</translation>
    </message>
    <message>
        <source>Warning: runs on {device}, the recipe asks for {name} first. {reason}</source>
        <translation>警告: {device} で動作中です。レシピの第一希望は {name} です。{reason}</translation>
    </message>
    <message>
        <source>Warning: the model gives the same answer whatever it is shown.</source>
        <translation>警告: このモデルは何を見せても同じ答えを出します。</translation>
    </message>
    <message>
        <source>Warning: the model gives the same answer whatever it is shown. {reason}</source>
        <translation>警告: このモデルは何を見せても同じ答えを出します。 {reason}</translation>
    </message>
    <message>
        <source>What changed beyond local shifts, against limits learned from good parts.</source>
        <translation>局所的なずれを超える変化を、良品から学んだしきい値と比べます。</translation>
    </message>
    <message>
        <source>What was recorded cannot be read ({error}): the journal was changed or is damaged. Restore it from a backup, or ask who looks after the station.</source>
        <translation>記録を読めません({error})。ジャーナルが変更されたか破損しています。バックアップから復元するか、管理者に相談してください。</translation>
    </message>
    <message>
        <source>a region in cell {cell} has no probabilities</source>
        <translation>セル {cell} に確率のない領域があります。</translation>
    </message>
    <message>
        <source>at is &quot;{value}&quot;, which is in the future. Check the date and the time zone.</source>
        <translation>atの「{value}」は未来です。日付とタイムゾーンを確認してください。</translation>
    </message>
    <message>
        <source>at is &quot;{value}&quot;; a time such as 2026-02-03T10:00:00+09:00 (ISO 8601) is needed.</source>
        <translation>atが「{value}」です。2026-02-03T10:00:00+09:00のような時刻(ISO 8601)が必要です。</translation>
    </message>
    <message>
        <source>called sys.exit({code})</source>
        <translation>プログラムを終了しようとしました(sys.exit({code}))。</translation>
    </message>
    <message>
        <source>cannot be loaded: it {reason}</source>
        <translation>読み込めません: {reason}</translation>
    </message>
    <message>
        <source>cannot be loaded: its process sent something that is no report</source>
        <translation>読み込めません: プロセスから報告でないものが届きました。</translation>
    </message>
    <message>
        <source>cannot be used: {error}</source>
        <translation>使えません: {error}</translation>
    </message>
    <message>
        <source>cannot judge: {reason}</source>
        <translation>判定できません: {reason}</translation>
    </message>
    <message>
        <source>cannot register: {reason}</source>
        <translation>位置合わせできません: {reason}</translation>
    </message>
    <message>
        <source>cannot register: {reason}. Check the part&apos;s place, or [registration] in recipe.toml.</source>
        <translation>位置合わせできません: {reason}。ワークの置き方、またはrecipe.tomlの[registration]を確認してください。</translation>
    </message>
    <message>
        <source>cannot register: {reason}; the test image is {size} pixels, the reference {needed}. Check the part&apos;s place, or [registration] in recipe.toml.</source>
        <translation>位置合わせできません: {reason}(テスト画像 {size} 画素、基準画像 {needed} 画素)。ワークの置き方、またはrecipe.tomlの[registration]を確認してください。</translation>
    </message>
    <message>
        <source>cell {cell} is named twice</source>
        <translation>セル {cell} が二度挙げられています</translation>
    </message>
    <message>
        <source>closed its channel to the station and was ended</source>
        <translation>ステーションとの通信を閉じたため、終了させました。</translation>
    </message>
    <message>
        <source>could not start: it {reason}</source>
        <translation>起動できません: {reason}</translation>
    </message>
    <message>
        <source>did not answer within {seconds} s</source>
        <translation>{seconds}秒以内に答えませんでした</translation>
    </message>
    <message>
        <source>did not answer within {seconds} s and was ended</source>
        <translation>{seconds}秒以内に答えなかったため、終了させました。</translation>
    </message>
    <message>
        <source>died with an access violation ({code})</source>
        <translation>不正なメモリアクセスで落ちました({code})。</translation>
    </message>
    <message>
        <source>died with signal {number} ({name})</source>
        <translation>シグナル{number}で落ちました({name})。</translation>
    </message>
    <message>
        <source>died with signal {number} ({name}; the system does so when memory runs out)</source>
        <translation>シグナル{number}で落ちました({name}。メモリ不足のときにも起こります)。</translation>
    </message>
    <message>
        <source>ended its process with exit code {code}</source>
        <translation>終了コード{code}で終わりました。</translation>
    </message>
    <message>
        <source>gave an answer that breaks the contract: {error}</source>
        <translation>決まりに合わない答えを返しました: {error}</translation>
    </message>
    <message>
        <source>gave no opinion: {reason}</source>
        <translation>意見を出しませんでした: {reason}</translation>
    </message>
    <message>
        <source>had not answered when the verdict was due</source>
        <translation>判定の時点でまだ答えていませんでした</translation>
    </message>
    <message>
        <source>has not been started</source>
        <translation>まだ起動していません。</translation>
    </message>
    <message>
        <source>inspector {inspector} {reason}</source>
        <translation>検査器 {inspector}: {reason}</translation>
    </message>
    <message>
        <source>is in no plugin that may be used {error}</source>
        <translation>使用できるプラグインに含まれていません {error}</translation>
    </message>
    <message>
        <source>is not used: its plugin was disabled by a person</source>
        <translation>プラグインが手動で無効にされたため使われません。</translation>
    </message>
    <message>
        <source>is still at work; what it says is added when it comes</source>
        <translation>まだ検査中です。答えは届き次第追加されます</translation>
    </message>
    <message>
        <source>is still busy with {name}</source>
        <translation>まだ{name}を検査しています</translation>
    </message>
    <message>
        <source>is suspended after repeated failures; the last: it {reason}</source>
        <translation>失敗が続いたため休止中です。最後の失敗: {reason}</translation>
    </message>
    <message>
        <source>its metadata cannot be read ({error}); install it anew</source>
        <translation>メタデータを読めません({error})。インストールし直してください。</translation>
    </message>
    <message>
        <source>its process {reason}</source>
        <translation>プロセス: {reason}</translation>
    </message>
    <message>
        <source>no gating inspector judges cell {cell}</source>
        <translation>セル {cell} を判定する検査器がありません。</translation>
    </message>
    <message>
        <source>no gating inspector judges this part</source>
        <translation>このワークを判定する検査器がありません。</translation>
    </message>
    <message>
        <source>raised {error}</source>
        <translation>エラーになりました: {error}</translation>
    </message>
    <message>
        <source>registers nothing; mark a function {names} with @hookimpl</source>
        <translation>何も登録していません。関数 {names} に @hookimpl を付けてください。</translation>
    </message>
    <message>
        <source>remaining misalignment {value} px exceeds max_residual {limit} px</source>
        <translation>位置ずれが{value} px残っています(max_residual {limit} px)</translation>
    </message>
    <message>
        <source>soaRT3 metrics against unit spaces, judged by two small networks.</source>
        <translation>単位空間に対するsoaRT3の特徴量を、2つの小さなネットワークで判定します。</translation>
    </message>
    <message>
        <source>test and reference agree too little (correlation {value}, at least {limit} is needed)</source>
        <translation>テスト画像と基準画像が似ていません(相関 {value}、{limit}以上必要)</translation>
    </message>
    <message>
        <source>the aligned test image covers only {value} of the cell ({limit} needed)</source>
        <translation>位置合わせ後のテスト画像がセルの{value}しか写していません({limit}必要)。</translation>
    </message>
    <message>
        <source>the part is shifted by {value} px along a direction in which the picture looks the same elsewhere too</source>
        <translation>ワークが{value} pxずれています(どこも同じに見える方向のため、位置を決められません)</translation>
    </message>
    <message>
        <source>the part is shifted by {value} px; max_shift is {limit} px</source>
        <translation>ワークが{value} pxずれています(max_shift {limit} px)</translation>
    </message>
    <message>
        <source>the part is turned by {value} degrees; max_rotation is {limit} degrees</source>
        <translation>ワークが{value}°回っています(max_rotation {limit}°)</translation>
    </message>
    <message>
        <source>the reference is {size} pixels; at least {needed} are needed.</source>
        <translation>基準画像が{size}画素です。{needed}画素以上必要です。</translation>
    </message>
    <message>
        <source>the reference shows nothing (contrast {value} grey levels; at least {limit} is needed). Check light, lens cover and camera.</source>
        <translation>基準画像に何も写っていません(コントラスト {value}、{limit}以上必要)。照明、レンズキャップ、カメラを確認してください。</translation>
    </message>
    <message>
        <source>the test image is blurred: sharpness {value} of the reference&apos;s, at least {limit} is needed. Check focus, vibration and exposure time.</source>
        <translation>テスト画像がぼけています: 鮮明さが基準画像の{value}倍({limit}倍以上必要)。ピント、振動、露光時間を確認してください。</translation>
    </message>
    <message>
        <source>the test image is brighter than the reference by {value} of the full range, at most {limit} is allowed. Check light and exposure time.</source>
        <translation>テスト画像が基準画像より{value}明るくなっています({limit}まで)。照明と露光時間を確認してください。</translation>
    </message>
    <message>
        <source>the test image is darker than the reference by {value} of the full range, at most {limit} is allowed. Check light and exposure time.</source>
        <translation>テスト画像が基準画像より{value}暗くなっています({limit}まで)。照明と露光時間を確認してください。</translation>
    </message>
    <message>
        <source>the test image is {size} pixels; at least {needed} are needed.</source>
        <translation>テスト画像が{size}画素です。{needed}画素以上必要です。</translation>
    </message>
    <message>
        <source>the test image seems to show another product: similarity {value}, at least {limit} is needed. Check the part, the recipe and the reference.</source>
        <translation>テスト画像に別の製品が写っているようです: 類似度 {value}({limit}以上必要)。ワーク、レシピ、基準画像を確認してください。</translation>
    </message>
    <message>
        <source>the test image shows nothing (contrast {value} grey levels; at least {limit} is needed). Check light, lens cover and camera.</source>
        <translation>テスト画像に何も写っていません(コントラスト {value}、{limit}以上必要)。照明、レンズキャップ、カメラを確認してください。</translation>
    </message>
    <message>
        <source>there is no hook &quot;{name}&quot;.</source>
        <translation>フック「{name}」はありません。</translation>
    </message>
    <message>
        <source>there is no hook &quot;{name}&quot;. Did you mean &quot;{needed}&quot;?</source>
        <translation>フック「{name}」はありません。「{needed}」ではありませんか?</translation>
    </message>
    <message>
        <source>used {size} MiB of memory, {limit} are allowed, and was ended</source>
        <translation>メモリを{size} MiB使ったため終了させました(上限 {limit} MiB)。</translation>
    </message>
    <message>
        <source>was not ready again in time, after it {reason}</source>
        <translation>再起動が間に合いませんでした。原因: {reason}</translation>
    </message>
    <message>
        <source>was not run: the process died in {count} checks before</source>
        <translation>実行しませんでした: これまでの{count}項目でプロセスが落ちました。</translation>
    </message>
    <message>
        <source>was reloaded by a person</source>
        <translation>手動で再読み込みされました。</translation>
    </message>
    <message>
        <source>was restarted</source>
        <translation>再起動しました。</translation>
    </message>
    <message>
        <source>was stopped before it had answered</source>
        <translation>答える前に停止されました</translation>
    </message>
    <message>
        <source>was suspended by a person</source>
        <translation>手動で休止しました。</translation>
    </message>
    <message>
        <source>{cell} is said to be &quot;{name}&quot; here and &quot;{other}&quot; in line {number}.</source>
        <translation>{cell}はここで「{name}」、{number}行目で「{other}」とされています。</translation>
    </message>
    <message>
        <source>{cell} is said to be &quot;{name}&quot; here and &quot;{other}&quot; in the same line.</source>
        <translation>{cell}は同じ行で「{name}」と「{other}」の両方とされています。</translation>
    </message>
    <message>
        <source>{cell}: {reason}</source>
        <translation>{cell}: {reason}</translation>
    </message>
    <message>
        <source>{count} lanes on {number} cores judge no faster than {limit}.</source>
        <translation>{number} コアでは、{count} レーンにしても {limit} レーンより速くなりません。</translation>
    </message>
    <message>
        <source>{count} of {size} test pictures have no reference beside them (NAME_temp.* or NAME_ref.*): {names}.</source>
        <translation>検査画像{size}枚のうち{count}枚に基準画像(NAME_temp.* か NAME_ref.*)がありません: {names}。</translation>
    </message>
    <message>
        <source>{inspector} (advisory) says FAIL</source>
        <translation>{inspector}(参考)がFAILと判定しています。</translation>
    </message>
    <message>
        <source>{name} corrected inspection {id} while the import was looked at ({count} corrections in all). Nothing was written. Look at the conflicts again.</source>
        <translation>確認中に{name}さんが検査{id}を訂正しました(計{count}件)。何も書き込まれていません。競合を再確認してください。</translation>
    </message>
    <message>
        <source>{name} gave no first picture within {seconds} s.</source>
        <translation>{name} から最初の画像が{seconds}秒以内に来ませんでした。</translation>
    </message>
    <message>
        <source>{name} gave no picture for {seconds} s.</source>
        <translation>{name} から{seconds}秒間画像が来ていません。</translation>
    </message>
    <message>
        <source>{name} has ended: there are no more pictures.</source>
        <translation>{name} は終わりました。これ以上画像はありません。</translation>
    </message>
    <message>
        <source>{name} is &quot;{value}&quot;; a number is needed.</source>
        <translation>{name}が「{value}」です。数値が必要です。</translation>
    </message>
    <message>
        <source>{name} is said to be &quot;{value}&quot; here and {place} to be &quot;{other}&quot; in line {number}.</source>
        <translation>{name}はここで「{value}」、{place}は{number}行目で「{other}」とされています。</translation>
    </message>
    <message>
        <source>{name} is said to be &quot;{value}&quot; here and {place} to be &quot;{other}&quot; in the same line.</source>
        <translation>同じ行で{name}は「{value}」、{place}は「{other}」とされています。</translation>
    </message>
    <message>
        <source>{name} is {size} pixels but the reference is {needed}; both must have the same size. Take them with the same camera setting, or use another reference.</source>
        <translation>{name} は{size}画素、基準画像は{needed}画素です。大きさをそろえてください。同じカメラ設定で撮影するか、別の基準画像を使ってください。</translation>
    </message>
    <message>
        <source>{name} spoke of this pair meanwhile ({value}). Your word was not recorded: Enter records it all the same, Ctrl+Z takes it back.</source>
        <translation>その間に{name}さんがこのペアを訂正しました({value})。あなたの入力は未記録です。Enterで記録、Ctrl+Zで取り消します。</translation>
    </message>
    <message>
        <source>{path} already holds a batch. Go on with it in the queue, or choose another folder for the results.</source>
        <translation>{path} には既にバッチがあります。キューで続行するか、別の結果フォルダーを選んでください。</translation>
    </message>
    <message>
        <source>{path} cannot be found. Check the path, and that its drive is connected.</source>
        <translation>{path} が見つかりません。パスとドライブの接続を確認してください。</translation>
    </message>
    <message>
        <source>{path} changed while it was judged; nothing was recorded. Judge it again.</source>
        <translation>判定中に {path} が変わりました。記録していません。もう一度判定してください。</translation>
    </message>
    <message>
        <source>{path} lists no pair.</source>
        <translation>{path} にペアがありません。</translation>
    </message>
    <message>
        <source>{path} was made with recipe {name} version {number} over {count} pairs; this is {value} version {limit} over {size} pairs. Choose the same recipe and pairs, or another folder for the results.</source>
        <translation>{path} はレシピ{name}バージョン{number}、{count}ペアで作られました。今回は{value}バージョン{limit}、{size}ペアです。同じレシピとペアか、別の結果フォルダーを選んでください。</translation>
    </message>
    <message>
        <source>{path}, line {number}: reference is empty; the recipe takes it from the pair.</source>
        <translation>{path} {number}行目: 基準が空です。このレシピはペアの基準を使います。</translation>
    </message>
    <message>
        <source>{path}: column &quot;{name}&quot; is not known. Columns: {names}.</source>
        <translation>{path}: 列「{name}」は使えません。使える列: {names}。</translation>
    </message>
    <message>
        <source>{path}: column {name} is missing; the first line must name the columns (needed: {needed}; also allowed: {names}).</source>
        <translation>{path}: 列 {name} がありません。1行目に列名が必要です(必須: {needed}、任意: {names})。</translation>
    </message>
    <message>
        <source>{place} brings no truth of its pairs; enter where it is as truth.</source>
        <translation>{place} にはペアの正解がありません。正解の場所を「正解」に入力してください。</translation>
    </message>
    <message>
        <source>{place} holds neither boxes.csv nor cells.csv; enter another place as truth.</source>
        <translation>{place} には boxes.csv も cells.csv もありません。「正解」に別の場所を入力してください。</translation>
    </message>
    <message>
        <source>{reason} It is watched again as soon as it is back; check the folder, or the network it lies on.</source>
        <translation>{reason} 戻りしだい監視を再開します。フォルダーかネットワークを確認してください。</translation>
    </message>
    <message>
        <source>{value} more of the test image than of the reference is pure black or white, at most {limit} is allowed. Check light and exposure time.</source>
        <translation>テスト画像は基準画像より白飛び・黒つぶれが{value}多くなっています({limit}まで)。照明と露光時間を確認してください。</translation>
    </message>
    <message>
        <source>{what} &quot;{name}&quot; is already registered by plugin &quot;{needed}&quot;, which stays in use; disable one of the two</source>
        <translation>{what}「{name}」はプラグイン「{needed}」が登録済みで、そちらを使います。どちらかを無効にしてください。</translation>
    </message>
</context>
<context>
    <name>Settings</name>
    <message>
        <source>Above each other</source>
        <translation>上下に並べる</translation>
    </message>
    <message>
        <source>As the system</source>
        <translation>システムに合わせる</translation>
    </message>
    <message>
        <source>As they show larger</source>
        <translation>大きく映るほう</translation>
    </message>
    <message>
        <source>Beside each other</source>
        <translation>左右に並べる</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>閉じる</translation>
    </message>
    <message>
        <source>Colours</source>
        <translation>配色</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>ダーク</translation>
    </message>
    <message>
        <source>Every choice counts at once and is kept.</source>
        <translation>選ぶとすぐに有効になり、保存されます。</translation>
    </message>
    <message>
        <source>Go on to the next part when one is confirmed</source>
        <translation>確認したら次のワークへ進む</translation>
    </message>
    <message>
        <source>Judge a part as soon as it rests</source>
        <translation>表示が止まったらすぐに判定する</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>言語</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>ライト</translation>
    </message>
    <message>
        <source>None: known by its speed</source>
        <translation>なし(入力の速さで見分ける)</translation>
    </message>
    <message>
        <source>Operator mode: show what operators need</source>
        <translation>作業者モード: 作業に必要なものだけ表示</translation>
    </message>
    <message>
        <source>Pictures</source>
        <translation>画像</translation>
    </message>
    <message>
        <source>Scanner sends first</source>
        <translation>スキャナーの先頭文字</translation>
    </message>
    <message>
        <source>Scanner&apos;s keys follow within</source>
        <translation>スキャナーの文字間隔</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>設定</translation>
    </message>
</context>
<context>
    <name>Shortcuts</name>
    <message>
        <source>Add a cell</source>
        <translation>セルを追加</translation>
    </message>
    <message>
        <source>Cells and classes</source>
        <translation>セルとクラス</translation>
    </message>
    <message>
        <source>Choose a cell</source>
        <translation>セルを選ぶ</translation>
    </message>
    <message>
        <source>Choose several</source>
        <translation>複数を選ぶ</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>閉じる</translation>
    </message>
    <message>
        <source>Ctrl and click</source>
        <translation>Ctrl + クリック</translation>
    </message>
    <message>
        <source>Keyboard shortcuts</source>
        <translation>キーボードショートカット</translation>
    </message>
    <message>
        <source>U 4 , U 5</source>
        <translation>U 4 , U 5</translation>
    </message>
    <message>
        <source>its address: U 4</source>
        <translation>番地: U 4</translation>
    </message>
</context>
<context>
    <name>SignOn</name>
    <message>
        <source>Begin a new shift (counters start at 0)</source>
        <translation>新しいシフトを開始(集計は0から)</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>キャンセル</translation>
    </message>
    <message>
        <source>Name or badge</source>
        <translation>名前またはバッジ</translation>
    </message>
    <message>
        <source>Nobody is signed on.</source>
        <translation>だれもサインオンしていません。</translation>
    </message>
    <message>
        <source>Sign on</source>
        <translation>サインオン</translation>
    </message>
    <message>
        <source>Signed on lately</source>
        <translation>最近サインオンした人</translation>
    </message>
    <message>
        <source>Signed on now: {name}</source>
        <translation>サインオン中: {name}</translation>
    </message>
    <message>
        <source>The name has {count} characters; {most} are allowed.</source>
        <translation>名前が{count}文字あります。{most}文字までです。</translation>
    </message>
    <message>
        <source>The name holds a character that cannot be printed; type it.</source>
        <translation>名前に表示できない文字があります。入力し直してください。</translation>
    </message>
    <message>
        <source>Type a name or scan a badge.</source>
        <translation>名前を入力するか、バッジをスキャンしてください。</translation>
    </message>
</context>
<context>
    <name>Similar</name>
    <message>
        <source>Cells like {place} of {pair}</source>
        <translation>{pair} のセル {place} に似たセル</translation>
    </message>
    <message>
        <source>Choose a pair to find others like it</source>
        <translation>似たペアを探すには、ペアを選んでください</translation>
    </message>
    <message>
        <source>Compare the rest</source>
        <translation>残りを比較する</translation>
    </message>
    <message>
        <source>No other part of this product was compared yet</source>
        <translation>この製品の他のワークはまだ比較されていません</translation>
    </message>
    <message>
        <source>Not compared: {reasons}</source>
        <translation>比較できないもの: {reasons}</translation>
    </message>
    <message>
        <source>Pairs like {pair}</source>
        <translation>{pair} に似たペア</translation>
    </message>
    <message>
        <source>Pairs that look alike</source>
        <translation>似ているペアの一覧</translation>
    </message>
    <message>
        <source>Reading what was compared…</source>
        <translation>比較結果を読み込んでいます…</translation>
    </message>
    <message>
        <source>Regions like {place} of {pair}</source>
        <translation>{pair} の領域 {place} に似た領域</translation>
    </message>
    <message>
        <source>Similar pairs</source>
        <translation>似ているペア</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>中止</translation>
    </message>
    <message>
        <source>This pair was not compared with others yet</source>
        <translation>このペアはまだ他と比較されていません</translation>
    </message>
    <message>
        <source>about {minutes} min left</source>
        <translation>残り約 {minutes} 分</translation>
    </message>
    <message>
        <source>alike</source>
        <translation>似ている</translation>
    </message>
    <message>
        <source>hardly alike</source>
        <translation>ほとんど似ていない</translation>
    </message>
    <message>
        <source>in {there}</source>
        <translation>{there}</translation>
    </message>
    <message>
        <source>less than a minute left</source>
        <translation>残り1分未満</translation>
    </message>
    <message>
        <source>nearly the same</source>
        <translation>ほぼ同じ</translation>
    </message>
    <message>
        <source>never aligned: {count}</source>
        <translation>位置合わせ不可 {count}</translation>
    </message>
    <message>
        <source>no picture</source>
        <translation>画像なし</translation>
    </message>
    <message>
        <source>pictures changed or unreadable: {count}</source>
        <translation>画像が変更されたか読めない {count}</translation>
    </message>
    <message>
        <source>pictures gone: {count}</source>
        <translation>画像なし {count}</translation>
    </message>
    <message>
        <source>somewhat alike</source>
        <translation>やや似ている</translation>
    </message>
    <message>
        <source>very much alike</source>
        <translation>とてもよく似ている</translation>
    </message>
    <message>
        <source>{done} of {total} pairs compared</source>
        <translation>{total} ペア中 {done} ペアを比較済み</translation>
    </message>
    <message>
        <source>{there}, like {here} here</source>
        <translation>{there}(こちらの {here} に類似)</translation>
    </message>
</context>
<context>
    <name>Training</name>
    <message>
        <source> of each class</source>
        <translation>件(各クラス)</translation>
    </message>
    <message>
        <source>A folder or a list</source>
        <translation>フォルダーまたは一覧</translation>
    </message>
    <message>
        <source>A trainer teaches an inspector what people said of parts. It runs beside the line and saves its model with a new version of the recipe; older versions stay.</source>
        <translation>学習器は、ワークについて人が示した判断を検査器に学習させます。ラインと並行して動き、モデルをレシピの新しい版とともに保存します。古い版は残ります。</translation>
    </message>
    <message>
        <source>At least</source>
        <translation>最少</translation>
    </message>
    <message>
        <source>Batch, data set, pairs or records</source>
        <translation>バッチ、データセット、ペア、記録</translation>
    </message>
    <message>
        <source>Being started…</source>
        <translation>開始しています…</translation>
    </message>
    <message>
        <source>Being stopped…</source>
        <translation>停止しています…</translation>
    </message>
    <message>
        <source>Choose a file: {field}</source>
        <translation>ファイルを選ぶ: {field}</translation>
    </message>
    <message>
        <source>Choose a folder: {field}</source>
        <translation>フォルダーを選ぶ: {field}</translation>
    </message>
    <message>
        <source>Choose a recipe</source>
        <translation>レシピを選んでください</translation>
    </message>
    <message>
        <source>Choose a trainer</source>
        <translation>学習器を選んでください</translation>
    </message>
    <message>
        <source>Corrections of this station</source>
        <translation>このステーションの訂正</translation>
    </message>
    <message>
        <source>Curves</source>
        <translation>曲線</translation>
    </message>
    <message>
        <source>Curves appear here as soon as something is learned.</source>
        <translation>学習が始まると、ここに曲線が表示されます。</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>完了</translation>
    </message>
    <message>
        <source>Failed</source>
        <translation>失敗</translation>
    </message>
    <message>
        <source>File…</source>
        <translation>ファイル…</translation>
    </message>
    <message>
        <source>Folder…</source>
        <translation>フォルダー…</translation>
    </message>
    <message>
        <source>Go on</source>
        <translation>続ける</translation>
    </message>
    <message>
        <source>Learn from</source>
        <translation>学習元</translation>
    </message>
    <message>
        <source>NAME=VALUE NAME=VALUE</source>
        <translation>名前=値 名前=値</translation>
    </message>
    <message>
        <source>No version of the recipe was saved. The model is kept; more records are the remedy.</source>
        <translation>レシピの新しい版は保存されていません。モデルは残してあります。記録を増やしてください。</translation>
    </message>
    <message>
        <source>Not put to use</source>
        <translation>使用しません</translation>
    </message>
    <message>
        <source>Nothing has been trained yet</source>
        <translation>まだ何も学習していません</translation>
    </message>
    <message>
        <source>Only where the records bring none</source>
        <translation>記録に正解がない場合のみ</translation>
    </message>
    <message>
        <source>Open report</source>
        <translation>レポートを開く</translation>
    </message>
    <message>
        <source>Preparing pairs</source>
        <translation>ペアを準備中</translation>
    </message>
    <message>
        <source>Recipe</source>
        <translation>レシピ</translation>
    </message>
    <message>
        <source>Recipe {name} has a new version {version} with the model.</source>
        <translation>レシピ {name} に、このモデルを使う新しい版 {version} ができました。</translation>
    </message>
    <message>
        <source>Records</source>
        <translation>記録</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>設定</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>中止</translation>
    </message>
    <message>
        <source>Stopped</source>
        <translation>停止しました</translation>
    </message>
    <message>
        <source>The station is not open, so nothing can be trained. {reason}</source>
        <translation>ステーションが開いていないため、学習できません。{reason}</translation>
    </message>
    <message>
        <source>The training failed; the Training screen (Ctrl+4) says why.</source>
        <translation>学習に失敗しました。理由は学習画面(Ctrl+4)に表示されています。</translation>
    </message>
    <message>
        <source>The training is done, but its model was not put to use.</source>
        <translation>学習は終わりましたが、モデルは使用されていません。</translation>
    </message>
    <message>
        <source>Train</source>
        <translation>学習する</translation>
    </message>
    <message>
        <source>Trainer</source>
        <translation>学習器</translation>
    </message>
    <message>
        <source>Training</source>
        <translation>学習</translation>
    </message>
    <message>
        <source>Truth</source>
        <translation>正解</translation>
    </message>
    <message>
        <source>Use it</source>
        <translation>使う</translation>
    </message>
    <message>
        <source>Use it anyway</source>
        <translation>それでも使う</translation>
    </message>
    <message>
        <source>Use the model even where it is doubted</source>
        <translation>疑わしいモデルでも使う</translation>
    </message>
    <message>
        <source>What is said of it</source>
        <translation>学習結果の説明</translation>
    </message>
    <message>
        <source>What was prepared and learned is kept: it can go on.</source>
        <translation>準備と学習の結果は残っています。続けられます。</translation>
    </message>
    <message>
        <source>{doing}: {done} of {total}</source>
        <translation>{doing}: {done} / {total}</translation>
    </message>
    <message>
        <source>{summary} Trains the inspector {inspector}.</source>
        <translation>{summary} 検査器 {inspector} を学習します。</translation>
    </message>
</context>
<context>
    <name>Welcome</name>
    <message>
        <source>Choose a product that this station knows, and inspect.</source>
        <translation>登録済みの製品を選んで検査します。</translation>
    </message>
    <message>
        <source>Or drop a folder of pairs, or a test picture with its reference, anywhere in this window.</source>
        <translation>画像ペアのフォルダー、またはテスト画像と基準画像を、このウィンドウにドロップしても開けます。</translation>
    </message>
    <message>
        <source>See good and bad parts judged, and correct the verdict; nothing has to be set up.</source>
        <translation>良品と不良品の判定を見て、訂正してみましょう。準備は要りません。</translation>
    </message>
    <message>
        <source>Show one good part, mark its cells and name its defects: that makes a recipe.</source>
        <translation>良品を1個見せ、セルを決め、欠陥に名前を付ければ、レシピができます。</translation>
    </message>
    <message>
        <source>Teach a new product</source>
        <translation>新しい製品を教える</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>もう一度試す</translation>
    </message>
    <message>
        <source>Try the sample product</source>
        <translation>サンプル製品を試す</translation>
    </message>
    <message>
        <source>Use a recipe</source>
        <translation>レシピを使う</translation>
    </message>
    <message>
        <source>What do you want to do?</source>
        <translation>何をしますか?</translation>
    </message>
</context>
<context>
    <name>Window</name>
    <message>
        <source>A batch is running</source>
        <translation>バッチを実行中です</translation>
    </message>
    <message>
        <source>Another window of it, or one of its commands, writes the journal in {folder}. Only one may, so that no inspection is lost; this window only looks. What was judged can be opened on the Review screen (Ctrl+2). To judge here, close the other one, and try again.</source>
        <translation>このステーションの別のウィンドウかコマンドが{folder}のジャーナルに書き込んでいます。検査を失わないよう、書き込めるのは一つだけです。このウィンドウは閲覧のみです。判定済みのものはレビュー画面(Ctrl+2)で開けます。ここで判定するには、もう一方を閉じて再試行してください。</translation>
    </message>
    <message>
        <source>Batch {name} is running: {done} of {count} pairs are judged.</source>
        <translation>バッチ{name}を実行中: {count}ペア中{done}ペア判定済み。</translation>
    </message>
    <message>
        <source>Begin</source>
        <translation>開始</translation>
    </message>
    <message>
        <source>Begin a new shift? The counters start at zero; nothing is deleted.</source>
        <translation>新しいシフトを開始しますか?集計は0から始まります。何も消えません。</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>キャンセル</translation>
    </message>
    <message>
        <source>Folder of pairs</source>
        <translation>画像ペアのフォルダー</translation>
    </message>
    <message>
        <source>Folder that pictures arrive in</source>
        <translation>画像が届くフォルダー</translation>
    </message>
    <message>
        <source>It pauses when the window is closed, and goes on by itself at the next start. It goes on now while the window is only put away.</source>
        <translation>ウィンドウを閉じると一時停止し、次回起動時に自動で再開します。最小化するだけなら続行します。</translation>
    </message>
    <message>
        <source>Log</source>
        <translation>ログ</translation>
    </message>
    <message>
        <source>New shift</source>
        <translation>新しいシフト</translation>
    </message>
    <message>
        <source>No recipe</source>
        <translation>レシピなし</translation>
    </message>
    <message>
        <source>Nobody signed on</source>
        <translation>サインオンなし</translation>
    </message>
    <message>
        <source>Nothing can be dropped on this screen.</source>
        <translation>この画面にはドロップできません。</translation>
    </message>
    <message>
        <source>Only the end of a code came: {code}. Scan it again.</source>
        <translation>コードの終わりだけが届きました: {code}。もう一度読み取ってください。</translation>
    </message>
    <message>
        <source>Operator</source>
        <translation>作業者</translation>
    </message>
    <message>
        <source>Output folder of a batch</source>
        <translation>バッチの出力フォルダー</translation>
    </message>
    <message>
        <source>Pause and close</source>
        <translation>一時停止して閉じる</translation>
    </message>
    <message>
        <source>Pictures</source>
        <translation>画像</translation>
    </message>
    <message>
        <source>Put away, judge on</source>
        <translation>最小化して続行</translation>
    </message>
    <message>
        <source>Recipe and operator</source>
        <translation>レシピと作業者</translation>
    </message>
    <message>
        <source>Recipe in use</source>
        <translation>使用中のレシピ</translation>
    </message>
    <message>
        <source>Screens</source>
        <translation>画面</translation>
    </message>
    <message>
        <source>Stay</source>
        <translation>閉じない</translation>
    </message>
    <message>
        <source>Test picture, with its reference where the recipe has none</source>
        <translation>テスト画像(レシピに基準画像がなければ基準画像も)</translation>
    </message>
    <message>
        <source>The station could not be opened</source>
        <translation>ステーションを開けませんでした</translation>
    </message>
    <message>
        <source>The station is being opened; try again in a moment.</source>
        <translation>ステーションを開いています。少し待ってからもう一度試してください。</translation>
    </message>
    <message>
        <source>The station is not open, so nothing can be done with it. See below why.</source>
        <translation>ステーションが開いていないため操作できません。理由は下をご覧ください。</translation>
    </message>
    <message>
        <source>The station was not closed the last time. {name} is not signed on any more: sign on (F3). What was saved is there.</source>
        <translation>前回は正常に終了していません。{name}さんのサインオンは解除されました。サインオンしてください(F3)。保存済みの内容は残っています。</translation>
    </message>
    <message>
        <source>This station is open already</source>
        <translation>このステーションは既に開いています</translation>
    </message>
    <message>
        <source>Tools</source>
        <translation>ツール</translation>
    </message>
    <message>
        <source>{code} was scanned, but this screen takes no codes. Scan it in Inspect.</source>
        <translation>{code} を読み取りましたが、この画面ではコードを受け付けません。検査画面で読み取ってください。</translation>
    </message>
    <message>
        <source>{code} was scanned: the next inspection gets this serial</source>
        <translation>{code} を読み取りました。次の検査のシリアル番号になります</translation>
    </message>
    <message>
        <source>{unsaved}. Sign on, or press Enter to try again; closing the window once more drops what is not saved.</source>
        <translation>{unsaved}。サインオンするか、Enter で再試行してください。もう一度ウィンドウを閉じると、未保存の訂正は破棄されます。</translation>
    </message>
</context>
</TS>
